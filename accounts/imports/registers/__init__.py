"""What comes in, one kind a file: its columns, and what a row of it adds or changes."""

from collections.abc import Mapping

from accounts.imports.registers.base import Register
from accounts.imports.registers.customers import CustomerRegister
from accounts.imports.registers.invoices import Invoices
from accounts.imports.registers.modules import LicensedModules
from accounts.imports.registers.people import SuperUsers

OF_KIND: Mapping[str, type[Register]] = {
    register.kind: register
    for register in (Invoices, CustomerRegister, LicensedModules, SuperUsers)
}

__all__ = ["OF_KIND", "Register"]
