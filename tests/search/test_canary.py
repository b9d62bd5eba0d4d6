"""B1.1, B9: nothing that a person may not see shows itself by search, in any of its places."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.choices import CaseType, Role
from knowledgebase import services
from knowledgebase.choices import Audience
from knowledgebase.search.selectors.results import search
from knowledgebase.search.services import take_changes
from tests import factories
from tests.cases.steps import note, reply

pytestmark = pytest.mark.django_db

CANARY = "kanarialintu"
SEARCH = reverse("knowledgebase:search")


def sees(client, user, at) -> bool:
    """Whether the canary's words come to light anywhere: results, forms, counts, answers beside."""
    results = search(CANARY, user, "fi", at=at, is_being_typed=True)
    pages = [
        client.get(SEARCH, {"q": CANARY[:8]}, HTTP_HX_REQUEST="true"),
        client.get(SEARCH, {"q": "lasku"}),
    ]
    if not user.is_desk:
        pages.append(client.get(reverse("cases:matches"), {"subject": "lasku ja kanarialintu"}))
    texts = [page.content.decode().lower().replace(CANARY[:8] + '"', "") for page in pages]
    return bool(results.hits or results.counts or results.forms) or any(
        "kanarialinnun" in text for text in texts
    )


@pytest.mark.parametrize(
    ("how", "who_sees"),
    [
        ({"audience": Audience.PUBLIC}, {"paivi", "stranger", "mikko"}),
        ({"audience": Audience.STAFF}, {"mikko"}),
        ({"audience": Audience.NAMED}, {"paivi", "mikko"}),
        ({"audience": Audience.PUBLIC, "is_published": False}, {"mikko"}),
    ],
)
def test_an_article_is_found_by_its_readers_only(
    write, customer, paivi, stranger, mikko, as_user, monday, how, who_sees
) -> None:
    named = [customer] if how["audience"] == Audience.NAMED else []
    write("Lasku ja kanarialinnun salaisuus", "Kanarialinnun lasku.", customers=named, **how)
    people = {"paivi": paivi, "stranger": stranger, "mikko": mikko}

    assert {name for name, user in people.items() if sees(as_user(user), user, monday)} == who_sees


def test_an_article_that_is_taken_down_is_found_no_more_though_the_index_lags(
    write, paivi, monday
) -> None:
    article = write("Kanarialinnun lasku", "Lasku.")
    services.take_down(article, at=monday)

    assert search(CANARY, paivi, "fi", at=monday).hits == []


def test_before_and_after_its_days_nobody_outside_finds_it(write, paivi, monday) -> None:
    day = timedelta(days=1)
    write("Kanarialinnun lasku", "Lasku.", until=monday + day)

    assert len(search(CANARY, paivi, "fi", at=monday).hits) == 1
    assert search(CANARY, paivi, "fi", at=monday - day).counts == {}
    assert search(CANARY, paivi, "fi", at=monday + day).counts == {}


def test_a_case_is_found_by_its_company_and_the_desk(
    customer, paivi, stranger, mikko, as_user, monday
) -> None:
    factories.registered_case(
        customer, by=paivi, at=monday, subject="Kanarialinnun lasku", case_type=CaseType.WISH
    )
    take_changes()
    consultant = factories.staff(Role.CONSULTANT)

    seeing = [sees(as_user(each), each, monday) for each in (paivi, stranger, mikko, consultant)]

    assert seeing == [True, False, True, False]


def test_notes_are_found_by_nobody_and_replies_by_both(customer, paivi, mikko, monday) -> None:
    case = factories.registered_case(customer, by=paivi, at=monday, subject="Lasku")
    note(case, by=mikko, at=monday, body="Kanarialinnun muistiinpano")
    take_changes()
    assert search(CANARY, mikko, "fi", at=monday).hits == []

    reply(case, by=mikko, at=monday, body="Kanarialinnun vastaus")
    take_changes()

    assert [len(search(CANARY, each, "fi", at=monday).hits) for each in (paivi, mikko)] == [1, 1]


def test_a_reference_is_found_by_number(customer, paivi, stranger, monday) -> None:
    case = factories.registered_case(customer, by=paivi, at=monday, subject="Lasku")
    take_changes()

    for text in (case.reference, case.reference.lower(), str(case.number)):
        assert [hit.url for hit in search(text, paivi, "fi", at=monday).hits] == [
            case.get_absolute_url()
        ]
        assert search(text, stranger, "fi", at=monday).hits == []
