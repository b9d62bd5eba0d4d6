"""The whole way to a real mail server on loopback."""

from email import message_from_bytes
from email.policy import default

import pytest

from accounts.notices.choices import MailState
from accounts.notices.models import OutboxMail
from accounts.notices.services.outbox import LEASE
from accounts.notices.sweeps import send_waiting_mail
from tests.notices.conftest import NOON
from tests.notices.factories import waiting_mail
from tests.notices.mail_server import Script, mail_server

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(settings):
    """Send through the server that is given, for this test."""

    def use(script: Script) -> None:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", script.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_TIMEOUT = 2

    return use


def test_the_server_gets_the_mail_for_its_one_recipient(matter, person, at, post):
    mail = waiting_mail(person)
    at(NOON)
    with mail_server(Script()) as server:
        post(server)
        send_waiting_mail()

    [(sender, recipients, raw)] = server.taken
    letter = message_from_bytes(raw, policy=default)
    assert sender.lower().startswith("from:<support@portal.example>")
    assert [recipient.lower() for recipient in recipients] == ["to:<paivi@kivimaki.example>"]
    assert letter["Message-ID"] == mail.message_id
    assert letter["Subject"].strip() == "[SO-104217] Mikko kysyy teiltä yhtä asiaa."
    assert OutboxMail.objects.get().state == MailState.SENT


def test_an_unknown_recipient_is_a_dead_letter_at_once(matter, person, at, post):
    waiting_mail(person)
    at(NOON)
    with mail_server(Script({"RCPT": f"550 5.1.1 <{person.email}> unknown"})) as server:
        post(server)
        send_waiting_mail()

    mail = OutboxMail.objects.get()
    assert server.taken == []
    assert (mail.state, mail.last_error) == (MailState.DEAD, "550 5.1.1 <…> unknown")


@pytest.mark.parametrize(
    "replies",
    [{"RCPT": "451 later"}, {"EHLO": "421 busy", "HELO": "421 busy"}, {"MAIL": "550 you"}],
)
def test_a_server_that_cannot_now_is_asked_again(matter, person, at, post, replies):
    waiting_mail(person)
    at(NOON)
    with mail_server(Script(replies)) as server:
        post(server)
        send_waiting_mail()
        assert OutboxMail.objects.get().state == MailState.WAITING

        server.replies.clear()
        at(NOON.replace(minute=21))
        send_waiting_mail()

    assert len(server.taken) == 1
    assert OutboxMail.objects.get().state == MailState.SENT


def test_a_line_cut_after_the_mail_was_taken_is_the_one_allowed_double(matter, person, at, post):
    mail = waiting_mail(person)
    at(NOON)
    with mail_server(Script(cut_after_data=True)) as server:
        post(server)
        send_waiting_mail()
        server.cut_after_data = False
        at(NOON.replace(minute=21))
        send_waiting_mail()
        at(NOON.replace(minute=21) + LEASE)
        send_waiting_mail()

    ids = [message_from_bytes(raw)["Message-ID"] for *_, raw in server.taken]
    assert ids == [mail.message_id, mail.message_id]


def test_a_bad_farewell_does_not_send_the_mail_again(matter, person, at, post):
    waiting_mail(person)
    at(NOON)
    with mail_server(Script({"QUIT": "500 what"})) as server:
        post(server)
        send_waiting_mail()

    assert len(server.taken) == 1
    assert OutboxMail.objects.get().state == MailState.SENT
