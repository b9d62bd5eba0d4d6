"""B2.6: SoftOne's staff hand over and end seats as the customer does, and invite the first one."""

import uuid
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from accounts import services as people
from accounts.choices import Role
from accounts.models import Customer, Handover, Invitation, Invoice, SuperUser, User
from accounts.notices import services as notices
from accounts.notices.models import Notice, OutboxMail
from accounts.services.seats import token_of
from cases import services
from cases.choices import EventKind
from cases.models import Case, CaseEvent
from tests import factories

pytestmark = pytest.mark.django_db

NEWCOMER = {
    "email": "sanna@kivimaki.example",
    "first_name": "Sanna",
    "last_name": "Salo",
    "language": "fi",
}


@pytest.fixture
def jouni(customer) -> User:
    return factories.superuser_of(customer, first_name="Jouni", email="jouni@kivimaki.example")


def seat_of(person: User) -> SuperUser:
    return person.memberships.get(ended_on__isnull=True)


def page_of(person: User) -> str:
    seat = seat_of(person)
    return reverse("cases:handover", args=[seat.customer_id, seat.pk])


def customer_page(customer: Customer) -> str:
    return reverse("cases:customer", args=[customer.pk])


def test_staff_give_what_waits_to_a_colleague(
    as_user, customer, paivi, jouni, manager, case
) -> None:
    desk = as_user(manager)

    shown = desk.get(page_of(paivi))
    answer = desk.post(page_of(paivi), {"way": "colleague", "colleague-to": jouni.pk})

    assert [count for _words, count in shown.context["waiting"]] == [1, 0, 0]
    assert (answer.status_code, answer["Location"]) == (302, customer_page(customer))
    case.refresh_from_db()
    assert case.contact == jouni
    assert CaseEvent.objects.get(kind=EventKind.CONTACT_CHANGED).by == manager
    assert Handover.objects.get().by == manager
    told = Notice.objects.filter(kind__in=["accounts.took_over", "accounts.seat_ended"])
    assert set(told.values_list("recipient", "kind")) == {
        (jouni.pk, "accounts.took_over"),
        (paivi.pk, "accounts.seat_ended"),
    }


def test_somebody_new_comes_by_the_invitation_of_staff(
    as_user, client, customer, paivi, manager, case
) -> None:
    told = {f"newcomer-{name}": value for name, value in NEWCOMER.items()}

    sent = as_user(manager).post(page_of(paivi), {"way": "newcomer", **told})
    client.logout()
    invitation = Invitation.objects.get()
    password = {"password1": "kolme-vihreaa-kuusta", "password2": "kolme-vihreaa-kuusta"}
    joined = client.post(f"/invitation/{token_of(invitation)}/", {**NEWCOMER, **password})

    assert (sent["Location"], joined.status_code) == (customer_page(customer), 302)
    assert invitation.replaces.user == paivi
    case.refresh_from_db()
    assert case.contact.email == NEWCOMER["email"]
    assert [each.user for each in customer.superusers.seated()] == [case.contact]
    heard = Notice.objects.get(recipient=manager, kind="accounts.invitation_accepted")
    read = as_user(manager).post(reverse("notices:reading", args=[heard.pk]))
    assert read["Location"] == customer_page(customer)


def test_a_seat_ends_only_when_nothing_waits(
    as_user, customer, paivi, jouni, manager, case
) -> None:
    desk = as_user(manager)

    refused = desk.post(page_of(paivi), {"way": "end"})
    ended = desk.post(page_of(jouni), {"way": "end"})

    assert (refused.status_code, ended.status_code) == (422, 302)
    assert [each.user for each in customer.superusers.seated()] == [paivi]
    told = Notice.objects.get(recipient=jouni, kind="accounts.seat_ended")
    words = as_user(jouni).get(reverse("notices:list")).content.decode()
    assert told.context["moved"] is False
    assert manager.full_name + ", SoftOne" in words


def test_who_has_gone_meanwhile_is_no_seat(as_user, customer, paivi, jouni, manager, monday):
    page, desk = page_of(jouni), as_user(manager)
    people.leave(seat_of(jouni), by=jouni, at=monday)

    assert (desk.get(page).status_code, desk.post(page, {"way": "end"}).status_code) == (404, 404)


def test_nobody_of_another_company_goes_on(
    as_user, customer, paivi, stranger, manager, case
) -> None:
    desk, theirs = as_user(manager), seat_of(stranger)

    foreign = desk.post(page_of(paivi), {"way": "colleague", "colleague-to": stranger.pk})
    crossed = desk.get(reverse("cases:handover", args=[customer.pk, theirs.pk]))

    assert (foreign.status_code, crossed.status_code) == (422, 404)
    case.refresh_from_db()
    assert case.contact == paivi


def test_who_may_not_log_in_is_handed_over_too(
    as_user, customer, paivi, jouni, manager, case
) -> None:
    User.objects.filter(pk=paivi.pk).update(is_active=False)
    desk, way = as_user(manager), page_of(paivi)

    page = desk.get(customer_page(customer)).content.decode()
    answer = desk.post(way, {"way": "colleague", "colleague-to": jouni.pk})

    assert (page.count(way), answer.status_code) == (1, 302)
    case.refresh_from_db()
    assert case.contact == jouni


def seats(customer: Customer) -> int:
    return customer.superusers.seated().count()


@pytest.mark.parametrize("role", [Role.SPECIALIST, Role.CONSULTANT, Role.PRODUCT])
def test_the_way_is_shown_and_open_to_those_with_the_right_only(
    as_user, customer, paivi, manager, role: Role, monday
) -> None:
    desk = as_user(factories.staff(role))

    shown = desk.get(customer_page(customer)).content.decode()
    answers = [
        desk.get(page_of(paivi)),
        desk.post(page_of(paivi), {"way": "end"}),
        desk.post(reverse("cases:invitations", args=[customer.pk]), NEWCOMER),
    ]
    with_right = as_user(manager).get(customer_page(customer)).content.decode()

    assert [each.status_code for each in answers] == [403, 403, 403]
    assert (page_of(paivi) in shown, page_of(paivi) in with_right) == (False, True)
    assert not Invitation.objects.exists()
    assert seats(customer) == 1


def test_staff_invite_the_first_superuser(as_user, customer, manager, monday) -> None:
    desk, form = as_user(manager), reverse("cases:invitations", args=[customer.pk])

    empty = desk.post(form, {})
    answer = desk.post(form, NEWCOMER)

    assert (empty.status_code, answer["Location"]) == (422, customer_page(customer))
    assert list(empty.context["invitation_form"].errors) == list(NEWCOMER)
    invitation = Invitation.objects.get()
    assert (invitation.invited_by, invitation.customer) == (manager, customer)
    [letter] = OutboxMail.objects.filter(kind="accounts.invited")
    notices.send_due(seconds=5, ids=[letter.pk])
    assert mail.outbox[0].to == [NEWCOMER["email"]]
    assert f"{manager.full_name}, SoftOne" in mail.outbox[0].subject


def test_staff_promise_no_more_than_there_are_seats(
    as_user, customer, paivi, jouni, manager, monday
) -> None:
    desk = as_user(manager)

    answer = desk.post(reverse("cases:invitations", args=[customer.pk]), NEWCOMER)
    page = desk.get(customer_page(customer))

    assert (answer.status_code, page.context["page"].free_seats) == (422, 0)
    assert list(answer.context["invitation_form"].errors) == ["__all__"]
    assert not Invitation.objects.exists()


def test_staff_send_an_invitation_again_and_take_it_back(
    as_user, customer, paivi, manager, monday, clock
) -> None:
    invitation = people.invite(customer, **NEWCOMER, by=paivi, at=monday)
    desk, place = as_user(manager), [customer.pk, invitation.pk]

    too_soon = desk.post(reverse("cases:invitation_again", args=place), follow=True)
    gone = desk.post(reverse("cases:invitation_withdrawal", args=place))

    assert len(too_soon.context["messages"]) == 1
    assert gone["Location"] == customer_page(customer)
    invitation.refresh_from_db()
    assert invitation.withdrawn_at == monday


def test_a_draft_that_came_meanwhile_stops_the_end(
    as_user, customer, jouni, manager, monday
) -> None:
    desk, page = as_user(manager), page_of(jouni)
    shown = desk.get(page)
    services.keep_draft(uuid.uuid4(), customer=customer, fields={}, by=jouni, at=monday)

    answer = desk.post(page, {"way": "end"})

    assert (shown.context["nothing_waits"], answer.status_code) == (True, 422)
    assert seats(customer) == 1


def test_an_invitation_that_ran_out_is_shown_for_a_month(
    as_user, customer, paivi, manager, monday
) -> None:
    desk, page = as_user(manager), customer_page(customer)
    shown = {}
    for name, days in [("open", -1), ("lately", 29), ("forgotten", 31)]:
        invitation = people.invite(customer, **NEWCOMER, by=paivi, at=monday)
        ended = monday - timedelta(days=days)
        times = {"created_at": ended - timedelta(days=14), "expires_at": ended}
        Invitation.objects.filter(pk=invitation.pk).update(**times)
        found = desk.get(page).context["page"]
        shown[name] = ([each.email for each in found.invited], found.free_seats)

    sanna = [NEWCOMER["email"]]
    # The second of the two seats is promised only as long as the link holds.
    assert shown == {"open": (sanna, 0), "lately": (sanna, 1), "forgotten": ([], 1)}


@pytest.mark.parametrize(("count", "folded"), [(6, False), (7, True)])
def test_many_overdue_invoices_fold(
    as_user, customer, paivi, manager, monday, count: int, folded: bool
) -> None:
    day = monday.date() - timedelta(days=30)
    for number in range(count):
        Invoice.objects.create(
            customer=customer,
            number=f"lasku-{number}",
            issued_on=day,
            due_on=day,
            amount=10,
            open_amount=10,
        )

    desk = as_user(manager).get(customer_page(customer)).content.decode()
    own = as_user(paivi).get(reverse("accounts:company")).content.decode()

    for page in (desk, own):
        assert page.count("lasku-") == count
        assert (f'<span class="count count-quiet">{count}</span></summary>' in page) is folded


@pytest.mark.parametrize("exception", ["", "Kurssi on varattu."])
def test_nothing_lets_in_somebody_who_has_just_left(
    customer, paivi, jouni, manager, mikko, monday, exception: str
) -> None:
    """Who hands over and who registers for the caller may press their buttons at once."""
    people.hand_over(seat_of(paivi), to=jouni, by=manager, at=monday)

    with pytest.raises(services.RightMissing):
        factories.registered_case(customer, contact=paivi, by=mikko, at=monday, exception=exception)

    assert not Case.objects.exists()


def test_the_one_who_registers_meanwhile_reads_who_has_left(
    as_user, customer, paivi, jouni, manager, mikko, monday, monkeypatch
) -> None:
    module = factories.licensed(customer)
    told = {
        "caller": paivi.pk,
        "case_type": "wish",
        "module": module.pk,
        "subject": "Toive",
        "description": "Toivomme.",
        "exception": "Sovittu.",
        "key": uuid.uuid4(),
    }
    register = services.register

    def after_the_handover(*args, **given):
        people.hand_over(seat_of(paivi), to=jouni, by=manager, at=monday)
        return register(*args, **given)

    monkeypatch.setattr(services, "register", after_the_handover)

    answer = as_user(mikko).post(reverse("cases:new_for", args=[customer.pk]), told)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["caller"]
    assert not Case.objects.exists()
