"""B2.6: an invitation works once, until its day, for the invited address."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from accounts import moment, services
from accounts.models import Customer, Invitation, SeatException, SuperUser, User
from accounts.notices import services as notices
from accounts.notices.models import Notice, OutboxMail
from accounts.services import InvitationOver, NoSeatLeft, SpeaksElsewhere, TooManyInvitations
from accounts.services.seats import MOST_A_DAY, token_of
from tests import factories

pytestmark = pytest.mark.django_db

TOLD = {
    "first_name": "Sanna",
    "last_name": "Salo",
    "phone": "+358 40 000 0200",
    "language": "fi",
    "password1": "kolme-vihreaa-kuusta",
    "password2": "kolme-vihreaa-kuusta",
}


def invited(customer: Customer, by: User, *, at: datetime, **more) -> Invitation:
    given = {"email": "Sanna.Salo@kivimaki.example", "first_name": "Sanna", "last_name": "Salo"}
    return services.invite(customer, **{**given, "language": "fi", **more}, by=by, at=at)


def address(invitation: Invitation) -> str:
    return f"/invitation/{token_of(invitation)}/"


def _said(answer: HttpResponse) -> bytes:
    """What the page itself says, without the frame that knows its address."""
    return answer.content.split(b"entrance-main")[1].split(b"<aside")[0]


def test_the_link_leaves_by_mail_and_makes_a_login(
    customer, paivi, monday, client, settings
) -> None:
    invitation = invited(customer, paivi, at=monday)
    [letter] = OutboxMail.objects.filter(kind="accounts.invited")
    notices.send_due(seconds=5, ids=[letter.pk])
    link = mail.outbox[0].body.split(settings.SITE_URL)[1].split()[0]

    page = client.get(link)
    answer = client.post(link, TOLD)

    assert (page.status_code, answer.status_code, answer["Location"]) == (200, 302, "/")
    sanna = User.objects.get(email="sanna.salo@kivimaki.example")
    assert sanna.company == customer
    assert sanna.check_password(TOLD["password1"])
    assert sanna.contact_confirmed_at == monday
    assert client.get("/company/").status_code == 200
    assert Notice.objects.filter(recipient=paivi, kind="accounts.invitation_accepted").count() == 1
    invitation.refresh_from_db()
    assert invitation.accepted_at == monday
    letter.refresh_from_db()
    assert letter.one_time_path == ""


def test_looking_at_the_link_uses_nothing_up(customer, paivi, monday, client) -> None:
    invitation = invited(customer, paivi, at=monday)

    for _time in range(2):
        assert client.get(address(invitation)).status_code == 200

    assert not User.objects.filter(email=invitation.email).exists()


def test_a_used_old_withdrawn_and_forged_link_get_one_answer(
    customer, paivi, clock, monday
) -> None:
    used = invited(customer, paivi, at=monday)
    Client().post(address(used), TOLD)
    SuperUser.objects.filter(user__email=used.email).update(ended_on=monday.date())
    withdrawn = invited(customer, paivi, at=monday, email="toinen@kivimaki.example")
    services.withdraw_invitation(withdrawn, at=monday)
    old = invited(customer, paivi, at=monday, email="kolmas@kivimaki.example")
    renewed = services.invite_again(old, at=monday + timedelta(hours=1))
    clock(monday + timedelta(days=14, hours=1))
    forged = address(renewed)[:-2] + "x/"

    answers = [
        Client().get(link) for link in (address(used), address(withdrawn), address(old), forged)
    ]
    late = Client().post(address(renewed), TOLD)

    assert {answer.status_code for answer in [*answers, late]} == {404}
    assert len({_said(answer) for answer in answers}) == 1
    assert not User.objects.filter(email="kolmas@kivimaki.example").exists()


def test_a_renewed_link_works_and_the_one_before_does_not(customer, paivi, monday) -> None:
    first = address(invited(customer, paivi, at=monday))
    later = monday + timedelta(hours=1)
    second = address(services.invite_again(Invitation.objects.get(), at=later))

    assert (Client().get(first).status_code, Client().get(second).status_code) == (404, 200)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"password2": "jotain-aivan-muuta"}, "password2"),
        ({"password1": "lyhyt", "password2": "lyhyt"}, "password1"),
        ({"first_name": ""}, "first_name"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    customer, paivi, monday, client, change: dict[str, str], field: str
) -> None:
    invitation = invited(customer, paivi, at=monday)

    answer = client.post(address(invitation), {**TOLD, **change})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not User.objects.filter(email=invitation.email).exists()


def test_an_address_with_a_login_takes_the_seat_after_logging_in(
    customer, paivi, monday, as_user
) -> None:
    former = factories.UserFactory(email="sanna.salo@kivimaki.example")
    link = address(invited(customer, paivi, at=monday))

    strange = Client().post(link, TOLD)
    wrong = as_user(paivi).post(link)
    own = as_user(former).post(link)

    assert (strange.status_code, wrong.status_code, own.status_code) == (200, 200, 302)
    assert former.check_password(factories.PASSWORD)
    assert SuperUser.objects.current().filter(user=former, customer=customer).count() == 1


@pytest.mark.parametrize("who", ["stranger", "mikko"])
def test_whoever_invites_learns_nothing_of_other_companies(
    request, as_user, customer, paivi, monday, who: str
) -> None:
    person = request.getfixturevalue(who)
    invitation = invited(customer, paivi, at=monday, email=person.email)

    answer = as_user(person).post(address(invitation))

    assert answer.status_code == 409
    assert customer.superusers.current().count() == 1


def test_a_colleague_is_not_invited_twice(customer, paivi, monday) -> None:
    with pytest.raises(SpeaksElsewhere):
        invited(customer, paivi, at=monday, email=paivi.email)


def test_whom_we_have_shut_out_no_company_lets_in_again(customer, paivi, monday) -> None:
    closed = factories.UserFactory(email="sanna.salo@kivimaki.example", is_active=False)
    closed.set_unusable_password()
    closed.save()

    answer = Client().post(address(invited(customer, paivi, at=monday)), TOLD)

    closed.refresh_from_db()
    assert (answer.status_code, closed.is_active) == (409, False)


def test_mail_to_invited_people_has_its_measure(customer, paivi, monday) -> None:
    invitation = invited(customer, paivi, at=monday)
    with pytest.raises(TooManyInvitations):
        services.invite_again(invitation, at=monday + timedelta(minutes=59))
    for number in range(MOST_A_DAY - 1):
        services.withdraw_invitation(Invitation.objects.pending(monday).get(), at=monday)
        invited(customer, paivi, at=monday, email=f"uusi{number}@kivimaki.example")

    with pytest.raises(TooManyInvitations):
        invited(customer, paivi, at=monday, email="viela@kivimaki.example")


def test_a_form_drawn_for_one_company_is_never_sent_for_the_other(
    as_user, customer, paivi, monday
) -> None:
    other = factories.CustomerFactory(name="Sisaryhtiö Oy")
    services.name_superuser(other, paivi, at=monday, is_extra=True)
    client = as_user(paivi)
    told = {name: TOLD[name] for name in ("first_name", "last_name", "language")}

    client.post(f"/company/{other.pk}/choice/")
    client.post(
        "/company/invitations/", {**told, "email": "uusi@yritys.example", "company": customer.pk}
    )

    assert Invitation.objects.get().customer == customer


def test_who_is_ended_by_a_colleague_hears_it_and_leaves_no_invitation(
    customer, paivi, monday
) -> None:
    jouni = factories.superuser_of(customer)
    SeatException.objects.create(customer=customer, seats=3, reason="Koe")
    invitation = invited(customer, jouni, at=monday)

    services.hand_over(jouni.memberships.get(), to=paivi, by=paivi, at=monday)

    invitation.refresh_from_db()
    assert invitation.withdrawn_at == monday
    assert jouni.memberships.get().ended_by == paivi
    assert Notice.objects.filter(recipient=jouni, kind="accounts.seat_ended").count() == 1


def test_invitations_promise_no_more_than_there_are_seats(customer, paivi, monday) -> None:
    invited(customer, paivi, at=monday)

    with pytest.raises(NoSeatLeft):
        invited(customer, paivi, at=monday, email="toinen@kivimaki.example")
    # The same address gets a new mail instead of a second promise.
    invited(customer, paivi, at=monday)
    assert Invitation.objects.pending(monday).count() == 1


def test_the_last_seat_goes_once_and_the_other_is_told(customer, paivi, monday) -> None:
    jouni = factories.superuser_of(customer)
    services.leave(jouni.memberships.get(), by=jouni, at=monday)
    link = address(invited(customer, paivi, at=monday))
    services.name_superuser(customer, factories.UserFactory(), at=monday)

    answer = Client().post(link, TOLD)

    assert answer.status_code == 409
    assert "nothing was saved" in answer.content.decode() or "mitään ei" in answer.content.decode()
    assert not User.objects.filter(email="sanna.salo@kivimaki.example").exists()


def test_a_used_invitation_is_not_withdrawn_or_sent_again(customer, paivi, monday) -> None:
    invitation = invited(customer, paivi, at=monday)
    Client().post(address(invitation), TOLD)

    with pytest.raises(InvitationOver):
        services.withdraw_invitation(invitation, at=monday)
    with pytest.raises(InvitationOver):
        services.invite_again(invitation, at=monday)


# Other connections know nothing of a clock that a test has set.


@pytest.mark.django_db(transaction=True)
def test_of_two_browsers_one_gets_the_last_seat(customer, paivi) -> None:
    more = SeatException.objects.create(customer=customer, seats=3, reason="Kaksi toimistoa")
    links = [
        address(invited(customer, paivi, at=moment.now(), email=f"uusi{number}@kivimaki.example"))
        for number in range(2)
    ]
    more.delete()

    def accept(link: str) -> int:
        try:
            return Client().post(link, TOLD).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as browsers:
        answers = list(browsers.map(accept, links))

    assert sorted(answers) == [302, 409]
    assert customer.superusers.current().count() == 2
    assert User.objects.filter(email__startswith="uusi").count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_link_in_two_browsers_makes_one_login(customer, paivi) -> None:
    link = address(invited(customer, paivi, at=moment.now()))

    def accept(_browser: int) -> int:
        try:
            return Client().post(link, TOLD).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as browsers:
        answers = list(browsers.map(accept, range(2)))

    assert sorted(answers) == [302, 404]
    assert customer.superusers.current().count() == 2
