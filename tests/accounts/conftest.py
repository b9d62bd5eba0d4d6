"""What the tests of the right to support need beside the cast."""

from collections.abc import Iterator

import pytest

from accounts.choices import ProductKind
from accounts.models import Customer, Module
from accounts.notices.services import waking
from accounts.selectors import support
from tests import factories


@pytest.fixture(autouse=True)
def _rules_of_this_test() -> Iterator[None]:
    support.look_again()
    yield
    support.look_again()


@pytest.fixture(autouse=True)
def _no_worker_is_woken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waking, "_rest", {"until": float("inf")})


@pytest.fixture
def payroll(customer: Customer) -> Module:
    """A module of SoftOne GO, which asks for a certificate."""
    product = factories.ProductFactory(kind=ProductKind.CLOUD, name_fi="SoftOne GO")
    return factories.licensed(
        customer, product=product, name_fi="Palkanlaskenta", name_sv="Löner", name_en="Payroll"
    )
