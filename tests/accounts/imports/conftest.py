from collections.abc import Iterator

import pytest
from django.utils import translation

from accounts.choices import Industry
from accounts.models import Customer
from tests import factories


@pytest.fixture(autouse=True)
def _in_english(monday) -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def kivimaki(db: None) -> Customer:
    return factories.CustomerFactory(
        name="Kivimäki Oy", business_id="1234567-8", industry=Industry.RETAIL
    )


@pytest.fixture
def nordlog(db: None) -> Customer:
    return factories.CustomerFactory(name="Nordlog Ab", business_id="2345678-9")
