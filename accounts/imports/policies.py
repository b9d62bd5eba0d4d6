"""Who may take in what. An import can do no more than its person may do by hand."""

from accounts.choices import ImportKind
from accounts.models import User

_NEEDS = {
    ImportKind.INVOICES: ["add_invoice", "change_invoice"],
    ImportKind.CUSTOMERS: [
        *("add_customer", "change_customer", "add_invoicecontact", "change_invoicecontact"),
    ],
    ImportKind.MODULES: ["add_customermodule", "change_customermodule"],
    ImportKind.PEOPLE: ["add_user", "change_user", "add_superuser"],
}


def may_import(user: User, kind: ImportKind) -> bool:
    """True for administrators with the permissions on what a file of this kind writes."""
    needed = ["add_importrun", *_NEEDS[kind]]
    return user.has_perms([f"accounts.{permission}" for permission in needed])
