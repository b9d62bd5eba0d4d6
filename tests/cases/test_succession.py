"""B2.6: whoever goes on gets everything that waits; history keeps the old name."""

import uuid

import pytest
from django.urls import reverse

from accounts import movers
from accounts import services as people
from accounts.choices import ProductKind
from accounts.models import Handover, Invitation, SuperUser, User
from accounts.notices.models import Notice
from accounts.services import NotAColleague, SeatEnded, SuccessorNeeded
from accounts.services.seats import token_of
from cases import services
from cases.choices import EventKind
from cases.models import Case, CaseEvent, Draft, Follower
from tests import factories
from tests.cases.steps import ask, at, take_up

TEN = at(2026, 2, 2, 10)


@pytest.fixture
def jouni(customer) -> User:
    return factories.superuser_of(customer, first_name="Jouni", email="jouni@kivimaki.example")


@pytest.fixture
def english(paivi, jouni) -> None:
    User.objects.filter(pk__in=[paivi.pk, jouni.pk]).update(language="en")


def seat_of(person: User) -> SuperUser:
    return person.memberships.get(ended_on__isnull=True)


def much_waits(customer, paivi: User, jouni: User, mikko: User, monday) -> tuple[Case, Case, Case]:
    """A case of Päivi's with a question, a handled one, one of Jouni's that she follows, a draft."""
    asked = factories.registered_case(customer, by=paivi, at=monday)
    take_up(asked, by=mikko, at=TEN)
    ask(asked, by=mikko, at=TEN)
    handled = factories.registered_case(customer, by=paivi, at=monday)
    services.close(handled, outcome="solved", by=paivi, at=TEN)
    followed = factories.registered_case(customer, by=jouni, at=monday)
    services.follow(followed, person=paivi, by=paivi, at=TEN)
    services.keep_draft(
        uuid.uuid4(), customer=customer, fields={"subject": "Kesken"}, by=paivi, at=TEN
    )
    return asked, handled, followed


def test_everything_that_waits_moves_in_one_step(customer, paivi, jouni, mikko, monday) -> None:
    asked, handled, _followed = much_waits(customer, paivi, jouni, mikko, monday)
    seat = seat_of(paivi)

    handover = people.hand_over(seat, to=jouni, by=paivi, at=TEN)

    asked.refresh_from_db()
    handled.refresh_from_db()
    seat.refresh_from_db()
    assert (asked.contact, handled.contact) == (jouni, paivi)
    assert asked.registered_by == paivi
    assert Draft.objects.get().author == jouni
    assert not Follower.objects.filter(user=paivi).exists()
    assert handover.moved == {"cases.open": 1, "cases.drafts": 1, "cases.followed": 1}
    assert seat.ended_on == TEN.date()
    assert Case.objects.visible_to(User.objects.get(pk=paivi.pk)).count() == 0
    changed = CaseEvent.objects.get(kind=EventKind.CONTACT_CHANGED)
    assert (changed.case, changed.by, changed.person) == (asked, paivi, jouni)


def test_the_successor_hears_what_to_read_first(
    as_user, customer, paivi, jouni, mikko, monday, english
) -> None:
    go = factories.ProductFactory(kind=ProductKind.CLOUD)
    factories.licensed(customer, product=go, name_fi="Palkanlaskenta", name_en="Payroll")
    asked, _handled, _followed = much_waits(customer, paivi, jouni, mikko, monday)

    handover = people.hand_over(seat_of(paivi), to=jouni, by=paivi, at=TEN)

    page = as_user(jouni).get(reverse("accounts:takeover", args=[handover.pk])).content.decode()
    assert asked.get_absolute_url() in page
    assert "Payroll" in page
    assert Notice.objects.filter(recipient=jouni, kind="accounts.took_over").count() == 1


def test_the_contact_changes_only_once(customer, paivi, jouni, mikko, monday) -> None:
    much_waits(customer, paivi, jouni, mikko, monday)
    seat = seat_of(paivi)
    people.hand_over(seat, to=jouni, by=paivi, at=TEN)

    with pytest.raises(SeatEnded):
        people.hand_over(seat, to=jouni, by=paivi, at=TEN)

    assert Handover.objects.count() == 1
    assert CaseEvent.objects.filter(kind=EventKind.CONTACT_CHANGED).count() == 1


def test_who_has_left_reads_no_more_of_a_takeover(
    as_user, customer, paivi, jouni, mikko, monday
) -> None:
    much_waits(customer, paivi, jouni, mikko, monday)
    handover = people.hand_over(seat_of(paivi), to=jouni, by=paivi, at=TEN)
    SuperUser.objects.filter(user=jouni).update(ended_on=TEN.date())

    answer = as_user(jouni).get(reverse("accounts:takeover", args=[handover.pk]))

    assert answer.status_code == 404


@pytest.mark.parametrize("who", ["paivi", "stranger", "mikko"])
def test_only_a_colleague_goes_on(request, customer, paivi, monday, who: str) -> None:
    with pytest.raises(NotAColleague):
        people.hand_over(seat_of(paivi), to=request.getfixturevalue(who), by=paivi, at=TEN)


def test_a_newcomer_takes_the_seat_and_what_waits(
    client, customer, paivi, jouni, mikko, monday
) -> None:
    asked, _handled, _followed = much_waits(customer, paivi, jouni, mikko, monday)
    words = {"first_name": "Sanna", "last_name": "Salo", "language": "fi"}
    invitation = people.invite(
        customer,
        email="sanna@kivimaki.example",
        **words,
        by=paivi,
        at=monday,
        replaces=seat_of(paivi),
    )
    password = {"password1": "kolme-vihreaa-kuusta", "password2": "kolme-vihreaa-kuusta"}

    answer = client.post(f"/invitation/{token_of(invitation)}/", {**words, **password})

    asked.refresh_from_db()
    assert answer.status_code == 302
    assert asked.contact.email == "sanna@kivimaki.example"
    assert customer.superusers.current().count() == 2
    assert Invitation.objects.get().accepted_at is not None


def test_nobody_leaves_while_something_waits(customer, paivi, jouni, mikko, monday) -> None:
    asked, _handled, _followed = much_waits(customer, paivi, jouni, mikko, monday)

    with pytest.raises(SuccessorNeeded):
        people.leave(seat_of(paivi), by=paivi, at=TEN)

    asked.refresh_from_db()
    assert asked.contact == paivi
    assert seat_of(paivi).ended_on is None


def test_a_seat_for_which_nothing_waits_simply_ends(customer, jouni, monday) -> None:
    people.leave(seat_of(jouni), by=jouni, at=TEN)

    assert customer.superusers.current().count() == 0
    assert movers.waiting(jouni, customer) == {
        "cases.open": 0,
        "cases.drafts": 0,
        "cases.followed": 0,
    }


def test_the_page_says_what_moves_and_hands_over(
    as_user, customer, paivi, jouni, mikko, monday
) -> None:
    much_waits(customer, paivi, jouni, mikko, monday)
    client, page = as_user(paivi), reverse("accounts:handover", args=[seat_of(paivi).pk])

    shown = client.get(page)
    nobody = client.post(page, {"way": "colleague"})
    ended = client.post(page, {"way": "end"})
    given = client.post(page, {"way": "colleague", "colleague-to": jouni.pk})

    assert [count for _words, count in shown.context["waiting"]] == [1, 1, 1]
    assert (nobody.status_code, ended.status_code, given.status_code) == (422, 422, 302)
    assert Case.objects.unhandled().filter(contact=paivi).count() == 0
