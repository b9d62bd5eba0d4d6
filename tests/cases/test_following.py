"""B4.6: colleagues at the customer hear of a case as its contact does."""

import pytest

from cases import services
from cases.models import Case, Follower
from cases.services import NotAColleague
from tests import factories
from tests.cases.steps import at, event_kinds, forget, told

TEN = at(2026, 2, 2, 10)


def test_a_colleague_follows_the_case_and_is_told_so(case, paivi, jouni) -> None:
    forget()

    services.follow(case, person=jouni, by=paivi, at=TEN)

    assert list(Follower.objects.values_list("case", "user")) == [(case.pk, jouni.pk)]
    event = case.events.last()
    assert (event.kind, event.by, event.person) == ("followed", paivi, jouni)
    assert (Case.objects.get(pk=case.pk).version, told(jouni)) == (2, ["case.followed"])


def test_who_adds_oneself_is_told_nothing(case, jouni) -> None:
    services.follow(case, person=jouni, by=jouni, at=TEN)

    assert (Follower.objects.get().user, told(jouni)) == (jouni, [])


def test_following_twice_is_following_once(case, paivi, jouni) -> None:
    for _click in range(2):
        services.follow(case, person=jouni, by=paivi, at=TEN)

    assert event_kinds(case) == ["registered", "followed"]
    assert told(jouni) == ["case.followed"]


def test_the_contact_needs_no_following(case, paivi, jouni) -> None:
    services.follow(case, person=paivi, by=jouni, at=TEN)

    assert (Follower.objects.count(), event_kinds(case)) == (0, ["registered"])


@pytest.mark.parametrize("name", ["stranger", "mikko"])
def test_nobody_but_a_colleague_follows(request, case, paivi, name: str) -> None:
    with pytest.raises(NotAColleague):
        services.follow(case, person=request.getfixturevalue(name), by=paivi, at=TEN)

    assert (Follower.objects.count(), event_kinds(case)) == (0, ["registered"])


def test_who_has_left_the_company_does_not_follow(case, customer, paivi) -> None:
    gone = factories.superuser_of(customer, email="gone@kivimaki.example")
    gone.memberships.update(ended_on=at(2026, 2, 1).date())

    with pytest.raises(NotAColleague):
        services.follow(case, person=gone, by=paivi, at=TEN)


def test_who_stops_following_stops_once(case, paivi, jouni) -> None:
    services.follow(case, person=jouni, by=paivi, at=TEN)

    for _click in range(2):
        services.unfollow(case, person=jouni, by=jouni, at=TEN)

    assert Follower.objects.count() == 0
    assert event_kinds(case) == ["registered", "followed", "unfollowed"]
