"""Registers that administrators edit: people, customers, teams and products; and invoices to look at."""

from accounts.admin import customers, entitlement, payments, people, products, rules, site, teams

__all__ = ["customers", "entitlement", "payments", "people", "products", "rules", "site", "teams"]
