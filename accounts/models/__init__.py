from accounts.models.customers import Customer, CustomerModule, SuperUser
from accounts.models.people import IndustryTeam, Team, User
from accounts.models.products import Module, Product, Version

__all__ = [
    "Customer",
    "CustomerModule",
    "IndustryTeam",
    "Module",
    "Product",
    "SuperUser",
    "Team",
    "User",
    "Version",
]
