from accounts.models.customers import Customer, CustomerModule
from accounts.models.imports import ImportRun
from accounts.models.payments import Invoice, InvoiceContact, Reprieve
from accounts.models.people import IndustryTeam, Team, User
from accounts.models.products import Module, Product, Version
from accounts.models.rules import SeatRule, SupportGate, SupportRules
from accounts.models.seats import Absence, Handover, Invitation, SeatException, SuperUser
from accounts.models.training import Certificate

__all__ = [
    "Absence",
    "Certificate",
    "Customer",
    "CustomerModule",
    "Handover",
    "ImportRun",
    "IndustryTeam",
    "Invitation",
    "Invoice",
    "InvoiceContact",
    "Module",
    "Product",
    "Reprieve",
    "SeatException",
    "SeatRule",
    "SuperUser",
    "SupportGate",
    "SupportRules",
    "Team",
    "User",
    "Version",
]
