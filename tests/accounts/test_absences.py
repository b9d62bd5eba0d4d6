"""B2: while somebody is away, the deputy hears the news."""

from datetime import date

import pytest

from accounts import services
from accounts.models import Absence, User
from accounts.notices.models import Notice, OutboxMail
from accounts.services import AbsencePassed, NotAColleague
from tests import factories
from tests.cases.steps import at, reply, take_up

pytestmark = pytest.mark.django_db

DAYS = {"first_day": date(2026, 2, 2), "last_day": date(2026, 2, 3)}


@pytest.fixture
def jouni(customer) -> User:
    return factories.superuser_of(customer, first_name="Jouni")


@pytest.mark.parametrize(
    ("day", "mailed"), [(1, "paivi"), (2, "jouni"), (3, "jouni"), (4, "paivi")]
)
def test_mail_goes_to_the_deputy_on_the_days_away(
    customer, paivi, jouni, mikko, clock, day: int, mailed: str
) -> None:
    case = factories.registered_case(customer, by=paivi, at=clock(at(2026, 2, 1, 9)))
    services.go_away(paivi, deputy=jouni, **DAYS, at=at(2026, 2, 1, 10))
    take_up(case, by=mikko, at=at(2026, 2, 1, 11))
    Notice.objects.all().delete()
    OutboxMail.objects.all().delete()

    reply(case, by=mikko, at=at(2026, 2, day, 12))

    person = {"paivi": paivi, "jouni": jouni}[mailed]
    assert [mail.recipient for mail in OutboxMail.objects.select_related("recipient")] == [person]
    told = set(Notice.objects.values_list("recipient", flat=True))
    assert told == {paivi.pk, person.pk}


def test_newer_days_take_the_place_of_older(customer, paivi, jouni, monday) -> None:
    services.go_away(paivi, deputy=jouni, **DAYS, at=monday)
    services.go_away(
        paivi, deputy=jouni, first_day=date(2026, 7, 1), last_day=date(2026, 7, 31), at=monday
    )

    assert Absence.objects.get(user=paivi).first_day == date(2026, 7, 1)
    services.come_back(paivi)
    assert not Absence.objects.exists()


def test_a_deputy_who_leaves_stands_in_no_longer(customer, paivi, jouni, monday) -> None:
    services.go_away(paivi, deputy=jouni, **DAYS, at=monday)

    services.leave(jouni.memberships.get(), by=jouni, at=monday)

    assert not Absence.objects.exists()


@pytest.mark.parametrize("who", ["paivi", "stranger", "mikko"])
def test_only_a_colleague_stands_in(request, paivi, monday, who: str) -> None:
    with pytest.raises(NotAColleague):
        services.go_away(paivi, deputy=request.getfixturevalue(who), **DAYS, at=monday)


def test_days_that_have_passed_are_refused(paivi, jouni, monday) -> None:
    passed = {"first_day": date(2026, 1, 1), "last_day": date(2026, 2, 1)}

    with pytest.raises(AbsencePassed):
        services.go_away(paivi, deputy=jouni, **passed, at=monday)


def test_the_page_refuses_days_the_wrong_way_round(as_user, paivi, jouni, monday) -> None:
    answer = as_user(paivi).post(
        "/own/absence/",
        {"deputy": jouni.pk, "first_day": "2026-02-10", "last_day": "2026-02-09"},
    )

    assert answer.status_code == 422
    assert list(answer.context["absence_form"].errors) == ["last_day"]


def test_a_deputy_who_is_away_too_stands_in_for_nobody(
    customer, paivi, jouni, mikko, clock
) -> None:
    case = factories.registered_case(customer, by=paivi, at=clock(at(2026, 2, 1, 9)))
    services.go_away(paivi, deputy=jouni, **DAYS, at=at(2026, 2, 1, 10))
    services.go_away(jouni, deputy=paivi, **DAYS, at=at(2026, 2, 1, 10))
    take_up(case, by=mikko, at=at(2026, 2, 1, 11))
    OutboxMail.objects.all().delete()

    reply(case, by=mikko, at=at(2026, 2, 2, 12))

    assert [mail.recipient for mail in OutboxMail.objects.select_related("recipient")] == [paivi]


def test_no_mail_is_lost_to_a_deputy_who_may_not_see_it(
    customer, paivi, jouni, mikko, clock
) -> None:
    other = factories.CustomerFactory(name="Sisaryhtiö Oy")
    services.name_superuser(other, paivi, at=clock(at(2026, 2, 1, 9)), is_extra=True)
    case = factories.registered_case(other, by=paivi, at=at(2026, 2, 1, 9))
    services.go_away(paivi, deputy=jouni, **DAYS, at=at(2026, 2, 1, 10))
    take_up(case, by=mikko, at=at(2026, 2, 1, 11))
    OutboxMail.objects.all().delete()

    reply(case, by=mikko, at=at(2026, 2, 2, 12))

    assert [mail.recipient for mail in OutboxMail.objects.select_related("recipient")] == [paivi]
