"""Articles are read again in time (B9)."""

from datetime import timedelta

import pytest

from accounts.notices.models import Notice, OutboxMail
from knowledgebase import services
from knowledgebase.sweeps import tell_of_reviews

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def told() -> list[str]:
    """Who was told; as many mails as notices."""
    found = Notice.objects.filter(kind="article.review").order_by("pk")
    assert OutboxMail.objects.filter(kind="article.review").count() == len(found)
    return [notice.recipient.email for notice in found]


@pytest.mark.parametrize(("days", "is_told"), [(1, False), (0, True), (-30, True)])
def test_the_owner_is_told_on_the_day(make, mikko, monday, days: int, is_told: bool) -> None:
    services.confirm(make(), next_on=monday.date() + days * DAY, at=monday - 100 * DAY)

    tell_of_reviews()

    assert told() == ([mikko.email] if is_told else [])


def test_once_for_each_date(make, mikko, clock, monday) -> None:
    article = make()
    services.confirm(article, next_on=monday.date(), at=monday - 100 * DAY)
    for days in range(3):
        clock(monday + days * DAY)
        tell_of_reviews()
    services.confirm(article, next_on=monday.date() + 10 * DAY, at=monday)
    clock(monday + 10 * DAY)

    tell_of_reviews()

    assert told() == [mikko.email, mikko.email]


def test_without_an_owner_who_works_here_the_managers_hear(make, mikko, manager, monday) -> None:
    for article in (make("A", owner=None), make("B")):
        services.confirm(article, next_on=monday.date(), at=monday)
    mikko.is_active = False
    mikko.save()

    tell_of_reviews()

    assert told() == [manager.email, manager.email]


def test_the_notice_leads_to_the_article(as_user, make, mikko, monday) -> None:
    article = make("Palkka-ajo")
    services.confirm(article, next_on=monday.date(), at=monday)
    tell_of_reviews()

    page = as_user(mikko).get("/notices/").content.decode()

    assert "Palkka-ajo" in page


@pytest.mark.parametrize(("months", "days"), [("6", 182), ("12", 365), ("", 365), ("ä", 365)])
def test_one_button_says_it_still_holds(
    as_user, make, mikko, monday, months: str, days: int
) -> None:
    article = make()

    as_user(mikko).post(f"/knowledge/desk/articles/{article.key}/review/", {"months": months})

    article.refresh_from_db()
    assert article.reviewed_on == monday.date()
    assert article.review_on == monday.date() + days * DAY


def test_a_release_keeps_the_date_it_has(make, monday) -> None:
    article = make()
    services.confirm(article, next_on=monday.date() + 5 * DAY, at=monday)

    services.release(article, since=monday, until=None, at=monday)

    article.refresh_from_db()
    assert article.review_on == monday.date() + 5 * DAY
