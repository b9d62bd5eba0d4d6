"""Administrators see what became of mail, never its secrets, and may send dead letters again."""

import pytest
from django.urls import reverse

from accounts.notices.choices import MailState
from accounts.notices.models import OutboxMail
from tests.notices.factories import waiting_mail

pytestmark = pytest.mark.django_db

LIST = "admin:notices_outboxmail_changelist"


@pytest.fixture
def dead_letter(matter, person):
    mail = waiting_mail(person)
    OutboxMail.objects.update(state=MailState.DEAD, attempts=5, last_error="550 no")
    return mail


def _press_send_again(client, mail):
    return client.post(
        reverse(LIST), {"action": "send_again", "_selected_action": [str(mail.pk)]}, follow=True
    )


def test_an_administrator_sends_a_dead_letter_again(admin_client, dead_letter):
    answer = _press_send_again(admin_client, dead_letter)

    mail = OutboxMail.objects.get()
    assert (answer.status_code, mail.state, mail.attempts) == (200, MailState.WAITING, 0)


def test_nobody_else_may(client, make_person, dead_letter):
    looker = make_person("looker@softone.example", role="specialist", is_staff=True)
    client.force_login(looker)

    assert _press_send_again(client, dead_letter).status_code == 403
    assert OutboxMail.objects.get().state == MailState.DEAD


def test_the_outbox_is_filtered_by_state_and_searched(admin_client, dead_letter):
    found = admin_client.get(reverse(LIST), {"state": "dead", "q": "paivi@kivimaki.example"})
    none = admin_client.get(reverse(LIST), {"state": "sent"})

    assert [list(page.context["cl"].queryset) for page in (found, none)] == [[dead_letter], []]


def test_a_one_time_link_is_shown_to_nobody(admin_client, dead_letter):
    OutboxMail.objects.update(state=MailState.WAITING, one_time_path="/account/key/secret/")

    one = admin_client.get(reverse("admin:notices_outboxmail_change", args=[dead_letter.pk]))
    listed = admin_client.get(reverse(LIST))

    assert (one.status_code, listed.status_code) == (200, 200)
    assert b"secret" not in one.content + listed.content


@pytest.mark.parametrize("model", ["outboxmail", "notice"])
def test_rows_are_read_only(admin_client, dead_letter, person, model):
    row = dead_letter if model == "outboxmail" else person.notices.get()

    assert admin_client.get(reverse(f"admin:notices_{model}_add")).status_code == 403
    for page in ("change", "delete"):
        url = reverse(f"admin:notices_{model}_{page}", args=[row.pk])
        assert admin_client.post(url, {"post": "yes"}).status_code == 403
    assert admin_client.get(reverse(f"admin:notices_{model}_changelist")).status_code == 200
