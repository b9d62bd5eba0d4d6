"""Licensed modules: rows add, nothing is removed (B12.3)."""

from datetime import date

import pytest

from accounts.choices import ImportKind
from accounts.models import Customer, CustomerModule, Module
from tests import factories
from tests.accounts.imports.files import counts, csv_of, problems, taken_in

HEADER = "Y-tunnus;Moduuli;Alkaen"


def licences(*lines: str):
    return csv_of(ImportKind.MODULES, HEADER, *lines)


@pytest.fixture
def payroll(db: None) -> Module:
    return factories.ModuleFactory(key="payroll", name_fi="Palkat", name_sv="Löner")


def test_a_module_is_known_by_key_or_name(kivimaki, nordlog, payroll: Module) -> None:
    report = taken_in(licences("1234567-8;PAYROLL;1.1.2026", "2345678-9;löner;2.1.2026"))

    assert counts(report) == (2, 0, 0)
    assert list(
        CustomerModule.objects.order_by("since").values_list("customer__name", "module", "since")
    ) == [
        ("Kivimäki Oy", payroll.pk, date(2026, 1, 1)),
        ("Nordlog Ab", payroll.pk, date(2026, 1, 2)),
    ]


def test_what_the_file_does_not_name_stays(kivimaki: Customer, payroll: Module) -> None:
    kept = factories.licensed(kivimaki)
    taken_in(licences("1234567-8;payroll;1.1.2026"))

    assert set(kivimaki.modules.all()) == {kept, payroll}


def test_the_same_file_twice_changes_nothing_and_another_day_is_a_change(
    kivimaki: Customer, payroll: Module
) -> None:
    taken_in(licences("1234567-8;payroll;1.1.2026"))

    assert counts(taken_in(licences("1234567-8;Palkat;1.1.2026"))) == (0, 0, 1)
    assert counts(taken_in(licences("1234567-8;payroll;5.1.2026"))) == (0, 1, 0)
    assert kivimaki.licences.get().since == date(2026, 1, 5)


def test_one_module_under_two_names_is_there_twice(kivimaki: Customer, payroll: Module) -> None:
    report = taken_in(licences("1234567-8;payroll;1.1.2026", "1234567-8;Palkat;1.1.2026"))

    assert problems(report) == ["Line 3, column Moduuli: 1234567-8, Palkat is on line 2 already."]
    assert not CustomerModule.objects.exists()


def test_an_unknown_module_is_a_problem(kivimaki: Customer, payroll: Module) -> None:
    report = taken_in(licences("1234567-8;payrol;1.1.2026", "9;payroll;1.1.2026"))

    assert problems(report) == [
        "Line 2, column Moduuli: There is no module “payrol”. Write its key or its name.",
        "Line 3, column Y-tunnus: There is no customer with the business ID 9.",
    ]
    assert not CustomerModule.objects.exists()


def test_a_name_of_two_modules_asks_for_the_key(kivimaki: Customer, payroll: Module) -> None:
    other = factories.ModuleFactory(key="timer-payroll", name_fi="Palkat")
    refused = taken_in(licences("1234567-8;Palkat;1.1.2026"))
    accepted = taken_in(licences("1234567-8;timer-payroll;1.1.2026"))

    assert problems(refused) == [
        "Line 2, column Moduuli: More than one module is called “Palkat”. Write its key."
    ]
    assert counts(accepted) == (1, 0, 0)
    assert kivimaki.licences.get().module == other
