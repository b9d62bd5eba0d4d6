"""Which modules customers have licensed. A file adds; what it does not name stays."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.choices import ImportKind
from accounts.imports import values
from accounts.imports.columns import Column, Row
from accounts.imports.registers.base import Customers, Found, Register, differences, facts_of
from accounts.imports.registers.known_columns import BUSINESS_ID
from accounts.models import CustomerModule, Module
from accounts.rewriting import rewrite


class LicensedModules(Register):
    kind = ImportKind.MODULES
    writes = (CustomerModule,)
    key_field = "module"
    columns = (
        BUSINESS_ID,
        Column(
            "module",
            gettext_lazy("module"),
            (
                *("moduuli", "modul", "module", "module key", "module name"),
                *("moduulin tunnus", "moduulin nimi", "modulnamn", "modulnyckel"),
            ),
            values.text(Module, "name_fi"),
        ),
        Column(
            "since",
            gettext_lazy("since"),
            (
                *("alkaen", "från och med", "since", "from", "start date"),
                *("alkupäivä", "alkamispäivä", "käyttöönotto", "från", "sedan", "startdatum"),
            ),
            values.day,
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._customers = Customers(self)

    def look_up(self, rows: list[Row]) -> list[Row]:
        return [row for row in self._customers.known(rows) if self._knows_module(row)]

    def key_of(self, row: Row) -> tuple[int, int]:
        return self._customers.of(row), self._module_of(row).pk

    def name_of(self, row: Row) -> str:
        return f"{row['business_id']}, {self._module_of(row)}"

    def compare(self, rows: list[Row]) -> list[Found]:
        customers = {self._customers.of(row) for row in rows}
        licences = {
            (licence.customer_id, licence.module_id): licence
            for licence in CustomerModule.objects.filter(customer__in=customers)
        }
        return [self._found(row, licences.get(self.key_of(row))) for row in rows]

    def write(self, found: Sequence[Found]) -> None:
        CustomerModule.objects.bulk_create(each.target for each in found if each.is_new)
        rewrite([each.target for each in found if each.fields and not each.is_new], "since")

    def _found(self, row: Row, licence: CustomerModule | None) -> Found:
        if licence is not None:
            fields = differences(licence, {"since": row["since"]})
            return Found(row, licence, is_new=False, fields=fields)
        customer, module = self.key_of(row)
        made = CustomerModule(customer_id=customer, module_id=module, since=row["since"])
        return Found(row, made, is_new=True, fields=facts_of(made, ["since"]))

    def _knows_module(self, row: Row) -> bool:
        found = self._modules.get(row["module"].casefold(), set())
        if len(found) == 1:
            return True
        words = _("There is no module “%(module)s”. Write its key or its name.")
        if found:
            words = _("More than one module is called “%(module)s”. Write its key.")
        self.refuse(row, "module", words % row.values)
        return False

    def _module_of(self, row: Row) -> Module:
        (module,) = self._modules[row["module"].casefold()]
        return module

    @cached_property
    def _modules(self) -> dict[str, set[Module]]:
        """The modules by their keys and, where no key says so, their names."""
        every = list(Module.objects.all())
        found: dict[str, set[Module]] = {}
        for module in every:
            for name in {module.name_fi, module.name_sv, module.name_en} - {""}:
                found.setdefault(name.casefold(), set()).add(module)
        return found | {module.key.casefold(): {module} for module in every}
