"""Registers that administrators edit: people, customers, teams and products."""

from accounts.admin import customers, people, products, site, teams

__all__ = ["customers", "people", "products", "site", "teams"]
