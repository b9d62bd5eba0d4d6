"""Registers that administrators edit: people, customers, teams and products."""

from accounts.admin import customers, entitlement, people, products, site, teams

__all__ = ["customers", "entitlement", "people", "products", "site", "teams"]
