"""Who may read which article, and when (B9, B1.1)."""

from datetime import datetime, timedelta

import pytest

from accounts.models import Customer, User
from knowledgebase import services
from knowledgebase.choices import Audience
from knowledgebase.models import Article
from tests import factories
from tests.knowledgebase import writing

DAY = timedelta(days=1)


def keys(user: User, at: datetime) -> set[str]:
    return set(Article.objects.visible_to(user, at=at).values_list("key", flat=True))


@pytest.fixture
def shelf(customer: Customer, stranger: User, monday: datetime) -> None:
    """Every audience in every state of being published."""
    theirs = stranger.company
    for audience, customers in (
        (Audience.PUBLIC, []),
        (Audience.NAMED, [customer]),
        (Audience.STAFF, []),
    ):
        states = {
            "draft": None,
            "now": (monday, None),
            "later": (monday + DAY, None),
            "until": (monday - DAY, monday + DAY),
            "over": (monday - DAY, monday),
        }
        for state, window in states.items():
            made = writing.article(
                f"{audience}-{state}",
                audience=audience,
                customers=customers,
                published=False,
                at=monday,
            )
            if window:
                services.publish(made, since=window[0], until=window[1], at=monday)
    writing.article("theirs", audience=Audience.NAMED, customers=[theirs], at=monday)
    writing.article("both", audience=Audience.NAMED, customers=[customer, theirs], at=monday)


def test_a_customer_reads_what_is_published_for_them(
    shelf: None, paivi: User, stranger: User, monday: datetime
) -> None:
    public = {"public-now", "public-until"}

    assert keys(paivi, monday) == public | {"named-now", "named-until", "both"}
    assert keys(stranger, monday) == public | {"theirs", "both"}


def test_articles_come_and_go_by_themselves(shelf: None, paivi: User, monday: datetime) -> None:
    tomorrow = keys(paivi, monday + DAY)

    assert tomorrow == {"public-now", "public-later", "named-now", "named-later", "both"}


@pytest.mark.parametrize("person", ["mikko", "manager"])
def test_staff_read_all(
    shelf: None, request: pytest.FixtureRequest, person: str, monday: datetime
) -> None:
    assert len(keys(request.getfixturevalue(person), monday)) == 17


def test_who_speaks_for_nobody_reads_nothing(shelf: None, monday: datetime) -> None:
    assert keys(factories.UserFactory(), monday) == set()


def test_who_speaks_for_two_reads_for_both(
    shelf: None, paivi: User, stranger: User, monday: datetime
) -> None:
    other = factories.superuser_of(stranger.company)
    other.memberships.create(customer=paivi.company, since=monday.date(), is_extra=True)

    assert {"theirs", "named-now"} <= keys(other, monday)
