"""Registers that administrators edit: people, customers, teams and products; and invoices to look at."""

from accounts.admin import customers, payments, people, products, site, teams

__all__ = ["customers", "payments", "people", "products", "site", "teams"]
