"""An error about to be registered, and one on which the payroll hangs; answers that advise."""

import uuid

import pytest
from django.urls import reverse

from accounts.models import Module
from cases.models import Case
from cases.services import Facts
from tests import factories
from tests.cases.steps import at

NEW = reverse("cases:new")
KEY = uuid.UUID("11111111-2222-4333-8444-555555555555")
ERROR = {"type": "programming_error"}
PART = {"hx-request": "true"}
TEN = at(2026, 2, 2, 10)
SPEAK_FOR_2 = {"work": "partly", "way_round": "no"}
SPEAK_FOR_3 = {"work": "partly", "way_round": "yes"}
DIFFERS = "By your answers the level would be 3. You may still ask for level 2."


@pytest.fixture
def module(customer) -> Module:
    return factories.licensed(customer, name_fi="Palkat")


@pytest.fixture
def english(paivi, mikko) -> None:
    for person in (paivi, mikko):
        person.language = "en"
        person.save()


@pytest.fixture
def filled(module) -> dict[str, object]:
    return {
        "case_type": "programming_error",
        "module": module.pk,
        "subject": "Palkka-ajo keskeytyy",
        "description": "Ajo pysähtyy.",
        "level": 2,
        "key": KEY,
    }


@pytest.fixture
def stake(customer, paivi, mikko, monday) -> Case:
    """An error of level 3 on which the payroll hangs; the answers speak for level 2."""
    facts = Facts(**SPEAK_FOR_2, people="everybody")
    return factories.registered_case(customer, by=paivi, at=monday, facts=facts, at_stake=True)


def levels(page) -> dict[str, list[int]]:
    """Which cards of the page are chosen, and which are advised."""
    offers = page.context["offers"]
    return {
        "chosen": [offer.level.pk for offer in offers if offer.is_chosen],
        "advised": [offer.level.pk for offer in offers if offer.is_advised],
    }
