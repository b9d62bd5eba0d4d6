"""Claim, send, mark: with crashes between, several workers, and a mail server that says no."""

import smtplib
from datetime import timedelta

import pytest
from django.core import mail as mailbox

from accounts.notices import selectors, services
from accounts.notices.choices import MailState
from accounts.notices.models import OutboxMail
from accounts.notices.services import outbox
from accounts.notices.sweeps import send_waiting_mail
from accounts.notices.tasks import send_mail
from tests.notices.conftest import NOON
from tests.notices.factories import waiting_mail

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


def _states():
    return list(OutboxMail.objects.values_list("state", flat=True))


def _fail_with(monkeypatch, fault):
    def refuse(letter):
        raise fault

    monkeypatch.setattr(outbox, "_deliver", refuse)


def test_a_due_mail_is_sent_once_and_noted(matter, person, at):
    mail = waiting_mail(person)
    at(NOON + MINUTE)

    send_mail([str(mail.pk)])
    send_mail([str(mail.pk)])
    send_waiting_mail()

    [letter] = mailbox.outbox
    mail.refresh_from_db()
    assert letter.to == [person.email]
    assert (mail.state, mail.attempts, mail.lease_until) == (MailState.SENT, 1, None)
    assert mail.sent_at == NOON + MINUTE


def test_the_sweep_sends_what_nobody_was_woken_for(matter, person, at):
    for number in range(3):
        waiting_mail(person, key=f"case-17.asked.{number}")
    at(NOON)

    send_waiting_mail()

    assert len(mailbox.outbox) == 3


def test_a_mail_that_is_not_due_waits(matter, person, at):
    mail = waiting_mail(person)
    at(NOON - MINUTE)

    send_mail([str(mail.pk)])

    assert mailbox.outbox == []


def test_a_claimed_mail_belongs_to_one_worker_until_its_lease_ends(matter, person):
    waiting_mail(person)

    [mine] = services.claim(limit=5, at=NOON)

    assert mine.attempts == 1
    assert services.claim(limit=5, at=NOON + outbox.LEASE - timedelta(seconds=1)) == []
    [again] = services.claim(limit=5, at=NOON + outbox.LEASE)
    assert (again.pk, again.attempts) == (mine.pk, 2)


def test_a_worker_killed_before_sending_delays_the_mail_and_loses_nothing(matter, person, at):
    waiting_mail(person)
    services.claim(limit=1, at=NOON)

    at(NOON + outbox.LEASE)
    send_waiting_mail()

    assert len(mailbox.outbox) == 1
    assert _states() == [MailState.SENT]


def test_a_worker_killed_after_sending_doubles_the_mail_under_the_same_id(matter, person, at):
    waiting_mail(person)
    [mine] = services.claim(limit=1, at=NOON)
    outbox._deliver(outbox.notifications.compose(mine))

    at(NOON + outbox.LEASE)
    send_waiting_mail()
    send_waiting_mail()

    first, second = mailbox.outbox
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]
    assert _states() == [MailState.SENT]


def test_a_failing_server_gets_five_tries_and_then_staff_see_a_dead_letter(
    matter, person, at, monkeypatch
):
    waiting_mail(person)
    _fail_with(monkeypatch, smtplib.SMTPServerDisconnected("gone"))
    tries = []
    moment = NOON
    for _ in range(200):
        at(moment)
        before = OutboxMail.objects.get().attempts
        send_waiting_mail()
        if OutboxMail.objects.get().attempts > before:
            tries.append((moment - NOON) // MINUTE)
        moment += MINUTE

    mail = OutboxMail.objects.get()
    assert tries == [0, 1, 6, 21, 81]
    assert (mail.state, mail.attempts) == (MailState.DEAD, 5)
    assert mail.last_error == "SMTPServerDisconnected"
    assert selectors.outbox_age(moment).dead == 1


@pytest.mark.parametrize(
    ("fault", "state"),
    [
        (smtplib.SMTPRecipientsRefused({"a": (550, b"no such user")}), MailState.DEAD),
        (smtplib.SMTPRecipientsRefused({"a": (450, b"greylisted")}), MailState.WAITING),
        (smtplib.SMTPDataError(554, b"spam"), MailState.DEAD),
        (smtplib.SMTPDataError(452, b"disk full"), MailState.WAITING),
        (smtplib.SMTPSenderRefused(553, b"not yours", "us"), MailState.WAITING),
        (smtplib.SMTPAuthenticationError(535, b"wrong password"), MailState.WAITING),
        (ConnectionRefusedError(), MailState.WAITING),
        (TimeoutError(), MailState.WAITING),
    ],
)
def test_only_a_no_to_this_very_mail_is_final(matter, person, at, monkeypatch, fault, state):
    waiting_mail(person)
    _fail_with(monkeypatch, fault)
    at(NOON)

    send_waiting_mail()

    assert (_states(), OutboxMail.objects.get().attempts) == ([state], 1)


def test_the_servers_answer_is_kept_without_the_address(matter, person, at, monkeypatch):
    waiting_mail(person)
    answer = f"5.1.1 <{person.email}> unknown\r\nsecond line".encode()
    _fail_with(monkeypatch, smtplib.SMTPRecipientsRefused({person.email: (550, answer)}))
    at(NOON)

    send_waiting_mail()

    assert OutboxMail.objects.get().last_error == "550 5.1.1 <…> unknown  second line"


def test_who_lost_the_right_before_sending_gets_nothing(matter, person, at):
    waiting_mail(person)
    matter.closed_to.add(person.pk)
    at(NOON)

    send_waiting_mail()

    mail = OutboxMail.objects.get()
    assert mailbox.outbox == []
    assert (mail.state, mail.last_error) == (
        MailState.DROPPED,
        "the recipient may not see this any more",
    )


def test_who_may_not_log_in_any_more_gets_nothing(matter, person, at):
    waiting_mail(person)
    person.is_active = False
    person.save()
    at(NOON)

    send_waiting_mail()

    assert (mailbox.outbox, _states()) == ([], [MailState.DROPPED])


def test_a_broken_kind_holds_up_nobody_elses_mail(matter, person, make_person, at, monkeypatch):
    waiting_mail(person)
    other = make_person("jouni@kivimaki.example")
    waiting_mail(other)
    compose = outbox.notifications.compose

    def break_for_first(mail):
        if mail.recipient_id == person.pk:
            raise ZeroDivisionError
        return compose(mail)

    monkeypatch.setattr(outbox.notifications, "compose", break_for_first)
    at(NOON)

    send_waiting_mail()

    assert [letter.to for letter in mailbox.outbox] == [[other.email]]
    broken = OutboxMail.objects.get(recipient=person)
    assert (broken.state, broken.last_error) == (
        MailState.WAITING,
        "not composed: ZeroDivisionError",
    )


def test_a_mail_that_kills_every_worker_is_given_up_after_five(matter, person, at):
    waiting_mail(person)
    moment = NOON
    for _ in range(5):
        services.claim(limit=1, at=moment)
        moment += outbox.LEASE

    assert services.claim(limit=1, at=moment) == []
    at(moment)
    send_waiting_mail()

    assert (mailbox.outbox, _states()) == ([], [MailState.DEAD])


def test_a_worker_that_was_away_too_long_does_not_undo_anothers_work(matter, person):
    waiting_mail(person)
    [slow] = services.claim(limit=1, at=NOON)
    [quick] = services.claim(limit=1, at=NOON + outbox.LEASE)

    services.mark_failed(slow, at=NOON + outbox.LEASE, error="late")
    assert OutboxMail.objects.get().lease_until is not None

    services.mark_sent(quick, at=NOON + outbox.LEASE)
    services.mark_failed(quick, at=NOON + outbox.LEASE, error="late")
    assert _states() == [MailState.SENT]


def test_a_dead_letter_is_tried_again_at_the_address_of_today(
    matter, person, make_person, at, monkeypatch
):
    mail = waiting_mail(person)
    with monkeypatch.context() as broken:
        _fail_with(broken, smtplib.SMTPRecipientsRefused({"a": (550, b"no such user")}))
        at(NOON)
        send_waiting_mail()
    person.email = "paivi.korhonen@kivimaki.example"
    person.save()

    services.try_again(mail, by=make_person("admin@softone.example"), at=NOON)
    send_waiting_mail()

    assert [letter.to for letter in mailbox.outbox] == [["paivi.korhonen@kivimaki.example"]]
    assert _states() == [MailState.SENT]


def test_only_a_dead_letter_is_tried_again(matter, person, make_person):
    mail = waiting_mail(person)

    with pytest.raises(services.CannotSendAgain):
        services.try_again(mail, by=make_person("admin@softone.example"), at=NOON)


def test_the_health_page_sees_how_long_a_due_mail_has_waited(matter, person):
    assert selectors.outbox_age(NOON) == selectors.OutboxAge(seconds=0.0, dead=0)
    waiting_mail(person)

    assert selectors.outbox_age(NOON + 2 * MINUTE) == selectors.OutboxAge(seconds=120.0, dead=0)
    assert selectors.outbox_age(NOON - MINUTE) == selectors.OutboxAge(seconds=0.0, dead=0)
