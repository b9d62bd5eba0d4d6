"""Password mail goes through the outbox, and its link leaves no trace (B12.1)."""

import re

import pytest
from django.core import mail as mailbox
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.notices import services
from accounts.notices.choices import MailState
from accounts.notices.kinds import UnknownKind
from accounts.notices.models import Notice, OutboxMail
from accounts.notices.services import outbox
from accounts.notices.sweeps import send_waiting_mail
from tests.notices.conftest import PASSWORD

pytestmark = pytest.mark.django_db

LINK = "https://evil.example/account/password/reset/key/3-abc-def/"


def _ask_for_a_link(person):
    services.post_account_mail(
        "account/email/password_reset_key",
        to_address=person.email,
        context={"user": person, "password_reset_url": LINK, "uid": "3", "key": "abc-def"},
    )
    return OutboxMail.objects.get()


def test_a_reset_link_works_from_the_form_to_the_new_password(client, person):
    client.post(reverse("account_reset_password"), {"email": person.email.upper()})
    send_waiting_mail()

    [letter] = mailbox.outbox
    [path] = re.findall(r"http://testserver(/\S+)", letter.body)
    opened = client.get(path, follow=True)
    assert (letter.to, opened.status_code) == ([person.email], 200)
    answer = client.post(
        opened.redirect_chain[-1][0],
        {"password1": "toinen-" + PASSWORD, "password2": "toinen-" + PASSWORD},
    )
    assert answer.status_code == 302
    person.refresh_from_db()
    assert person.check_password("toinen-" + PASSWORD)


def test_an_address_nobody_has_gets_nothing(client, person):
    known = client.post(reverse("account_reset_password"), {"email": person.email})
    unknown = client.post(reverse("account_reset_password"), {"email": "nobody@example.com"})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert OutboxMail.objects.count() == 1


def test_the_link_leads_to_our_own_host_whatever_the_request_said(person):
    mail = _ask_for_a_link(person)

    assert mail.one_time_path == "/account/password/reset/key/3-abc-def/"
    assert mail.context == {}
    send_waiting_mail()
    assert "http://testserver/account/password/reset/key/3-abc-def/" in mailbox.outbox[0].body
    assert "evil" not in mailbox.outbox[0].body
    assert not Notice.objects.exists()


def test_the_link_is_blanked_once_sent(person):
    _ask_for_a_link(person)
    send_waiting_mail()

    mail = OutboxMail.objects.get()
    assert (mail.state, mail.one_time_path) == (MailState.SENT, "")


def test_the_link_is_blanked_in_a_dead_letter_which_stays_dead(person, make_person):
    mail = _ask_for_a_link(person)
    mail.attempts = outbox.MOST_ATTEMPTS

    OutboxMail.objects.update(attempts=outbox.MOST_ATTEMPTS)
    services.mark_failed(mail, at=mail.due_at, error="gone")

    mail.refresh_from_db()
    assert (mail.state, mail.one_time_path) == (MailState.DEAD, "")
    with pytest.raises(services.CannotSendAgain):
        services.try_again(mail, by=make_person("admin@softone.example"), at=mail.due_at)


def test_the_database_keeps_no_link_of_a_mail_that_is_done(person):
    mail = _ask_for_a_link(person)

    with pytest.raises(IntegrityError), transaction.atomic():
        OutboxMail.objects.filter(pk=mail.pk).update(state=MailState.DROPPED)


@pytest.mark.parametrize("name", ["password_reset", "password_changed", "password_set"])
def test_a_changed_password_is_confirmed_to_its_owner(person, name):
    services.post_account_mail(f"account/email/{name}", to_address=person.email, context={})
    send_waiting_mail()

    [letter] = mailbox.outbox
    assert letter.to == [person.email]
    assert reverse("account_reset_password") in letter.body


def test_a_message_the_portal_does_not_send_is_refused(person):
    with pytest.raises(UnknownKind):
        services.post_account_mail(
            "account/email/unknown_account", to_address=person.email, context={}
        )
