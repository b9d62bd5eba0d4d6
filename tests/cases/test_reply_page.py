"""B4.6: writing on a case; when somebody answered meanwhile, nothing typed is lost."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cases.models import Attachment, Case
from tests.cases.steps import (
    at,
    handled,
    note,
    page_of,
    picture,
    reply,
    send,
)

TEN = at(2026, 2, 2, 10)


def bodies(case: Case) -> list[tuple[str, str]]:
    return list(case.messages.order_by("pk").values_list("kind", "body")[1:])


def test_a_reply_is_sent_with_its_file(as_user, case, paivi, monday) -> None:
    answer = send(as_user(paivi), case, body="Tässä kuva.", files=[picture("ruutu.png")])

    assert (answer.status_code, answer["Location"]) == (302, case.get_absolute_url())
    message = case.messages.last()
    assert (message.kind, message.author, message.body, message.sent_at) == (
        "customer",
        paivi,
        "Tässä kuva.",
        monday,
    )
    assert [file.name for file in message.attachments.all()] == ["ruutu.png"]


def test_the_desk_replies_or_notes_by_the_button_pressed(as_user, case, mikko) -> None:
    client = as_user(mikko)

    send(client, case, to="notes", body="Sisäinen.")
    send(client, case, to="messages", body="Julkinen.")

    assert bodies(case) == [("note", "Sisäinen."), ("staff", "Julkinen.")]


def test_a_customer_cannot_write_a_note(as_user, case, paivi) -> None:
    answer = send(as_user(paivi), case, to="notes")

    assert answer.status_code == 403
    assert bodies(case) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [("body", ""), ("body", "   "), ("body", "a" * 20001), ("key", ""), ("key", "x")],
)
def test_a_message_that_does_not_hold_is_asked_back(
    as_user, case, paivi, field: str, value: str
) -> None:
    answer = send(as_user(paivi), case, **{field: value})

    assert (answer.status_code, list(answer.context["message_form"].errors)) == (422, [field])
    assert bodies(case) == []


def test_a_note_that_does_not_hold_is_asked_back_as_a_note(as_user, case, mikko) -> None:
    answer = send(as_user(mikko), case, to="notes", body="")

    assert (answer.status_code, answer.context["writes"]) == (422, "note")
    assert bodies(case) == []


def test_a_refused_file_keeps_the_text(as_user, case, paivi) -> None:
    bad = SimpleUploadedFile("makrot.docm", b"PK\x03\x04")

    answer = send(as_user(paivi), case, body="Tämä on pitkä teksti.", files=[picture(), bad])

    assert (answer.status_code, list(answer.context["message_form"].errors)) == (422, ["files"])
    assert "Tämä on pitkä teksti.</textarea>" in answer.content.decode()
    assert (bodies(case), Attachment.objects.count()) == ([], 0)


def test_sending_twice_sends_once(as_user, case, paivi) -> None:
    client = as_user(paivi)
    key = uuid.uuid4()

    answers = [send(client, case, body="Kerran.", key=key) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert bodies(case) == [("customer", "Kerran.")]


def test_when_somebody_answered_meanwhile_the_text_is_kept(as_user, case, paivi, mikko) -> None:
    client = as_user(paivi)
    seen = client.get(page_of("case", case)).context["page"].newest_message
    newer = reply(case, by=mikko, at=TEN, body="Korjattu jo.")
    key = uuid.uuid4()

    stopped = send(client, case, body="Eikö jo?", newest_seen=seen, key=key)

    assert (stopped.status_code, stopped.context["meanwhile"]) == (409, [newer])
    text = stopped.content.decode()
    assert "Eikö jo?</textarea>" in text
    assert "Korjattu jo." in text
    assert bodies(case) == [("staff", "Korjattu jo.")]

    form = stopped.context["message_form"]
    assert str(form["key"].value()) == str(key)
    again = send(client, case, body="Eikö jo?", newest_seen=form["newest_seen"].value(), key=key)

    assert again.status_code == 302
    assert bodies(case) == [("staff", "Korjattu jo."), ("customer", "Eikö jo?")]


def test_the_desk_is_stopped_too_and_keeps_the_text(as_user, case, paivi, mikko) -> None:
    client = as_user(mikko)
    seen = client.get(page_of("case", case)).context["page"].newest_message
    newer = reply(case, by=paivi, at=TEN, body="Löysin lisää.")

    stopped = send(client, case, body="Vastaukseni.", newest_seen=seen)

    assert (stopped.status_code, stopped.context["meanwhile"]) == (409, [newer])
    assert "Vastaukseni.</textarea>" in stopped.content.decode()
    assert bodies(case) == [("customer", "Löysin lisää.")]


def test_a_note_is_stopped_by_nobody(as_user, case, paivi, mikko) -> None:
    client = as_user(mikko)
    seen = client.get(page_of("case", case)).context["page"].newest_message
    reply(case, by=paivi, at=TEN, body="Löysin lisää.")

    assert send(client, case, to="notes", body="Muistiin.", newest_seen=seen).status_code == 302


def test_ones_own_message_and_notes_stop_nobody(as_user, case, paivi, mikko, outi) -> None:
    client = as_user(mikko)
    seen = client.get(page_of("case", case)).context["page"].newest_message
    reply(case, by=mikko, at=TEN, body="Toisessa ikkunassa.")
    note(case, by=outi, at=TEN)

    assert send(client, case, newest_seen=seen).status_code == 302


def test_an_internal_note_is_no_answer_to_the_customer(as_user, case, paivi, mikko) -> None:
    client = as_user(paivi)
    seen = client.get(page_of("case", case)).context["page"].newest_message
    note(case, by=mikko, at=TEN, body="Salaisuus.")

    answer = send(client, case, newest_seen=seen)

    assert answer.status_code == 302


def test_who_has_seen_nothing_is_shown_everything_first(as_user, case, mikko) -> None:
    answer = send(as_user(mikko), case, newest_seen=0)

    assert answer.status_code == 409
    assert bodies(case) == []


def test_a_handled_case_keeps_out_replies_but_not_notes(as_user, case, paivi, mikko) -> None:
    handled(case, by=mikko, at=TEN)

    answers = [
        send(as_user(paivi), case, body="Vielä yksi."),
        send(as_user(mikko), case, body="Vielä yksi."),
        send(as_user(mikko), case, to="notes", body="Muistiin."),
    ]

    assert [answer.status_code for answer in answers] == [409, 409, 302]
    assert bodies(case) == [("staff", "Korjattu."), ("note", "Muistiin.")]


def test_an_administrator_writes_nothing(as_user, case, administrator) -> None:
    client = as_user(administrator)

    answers = [send(client, case, to=to) for to in ("messages", "notes")]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert bodies(case) == []
