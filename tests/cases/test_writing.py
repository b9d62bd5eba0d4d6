"""B5.1, B4.6: a person's first public reply starts handling; a note moves no clock."""

import hashlib
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cases import notifications, services
from cases.models import Attachment, Case, CaseEvent, Message
from cases.transitions import IllegalMove
from sla.choices import ClockKind, ClockState
from tests import factories
from tests.cases.steps import (
    PNG,
    at,
    attached,
    breaches,
    event_kinds,
    forget,
    handled,
    note,
    picture,
    reply,
    take_up,
    told,
)

TEN = at(2026, 2, 2, 10)
ELEVEN = at(2026, 2, 2, 11)
DUE = at(2026, 2, 3, 15)


def handling_state(case: Case) -> tuple[str, object]:
    clock = Case.objects.get(pk=case.pk).handling_clock
    return clock.state, clock.stopped_at


def test_the_first_reply_of_staff_starts_handling_and_gives_an_owner(case, mikko) -> None:
    message = reply(case, by=mikko, at=TEN, body="Tutkin.")

    case = Case.objects.get(pk=case.pk)
    assert (case.owner, case.taken_up_at, case.staff_wrote_at) == (mikko, TEN, TEN)
    assert handling_state(case) == (ClockState.MET, TEN)
    assert case.next_due_at == case.resolution_clock.due_at
    assert (message.kind, message.author, message.body, message.sent_at) == (
        "staff",
        mikko,
        "Tutkin.",
        TEN,
    )
    event = case.events.last()
    assert (event.kind, event.by, event.message) == ("replied", mikko, message)
    assert (event.owner_to, event.starts_handling) == (mikko, True)


def test_a_colleagues_reply_leaves_the_owner(case, mikko, outi) -> None:
    take_up(case, by=mikko, at=TEN)

    reply(case, by=outi, at=ELEVEN)

    case = Case.objects.get(pk=case.pk)
    assert (case.owner, case.taken_up_at, case.version) == (mikko, TEN, 3)
    event = case.events.last()
    assert (event.owner_to, event.starts_handling) == (None, False)


@pytest.mark.parametrize("name", ["product", "manager"])
def test_a_first_answer_gives_an_owner_only_where_taking_up_is_ones_work(
    request, case, name: str
) -> None:
    person = request.getfixturevalue(name)

    reply(case, by=person, at=TEN)

    case = Case.objects.get(pk=case.pk)
    assert (case.taken_up_at, handling_state(case)) == (TEN, (ClockState.MET, TEN))
    assert case.owner == (person if name == "manager" else None)


def test_a_reply_of_the_customer_starts_nothing(case, paivi) -> None:
    message = reply(case, by=paivi, at=TEN)

    case = Case.objects.get(pk=case.pk)
    assert message.kind == "customer"
    assert (case.owner, case.taken_up_at, case.staff_wrote_at) == (None, None, None)
    assert (case.customer_wrote_at, case.version) == (TEN, 2)
    assert handling_state(case) == (ClockState.RUNNING, None)
    assert case.next_due_at == DUE


def test_a_note_starts_nothing_and_is_internal(case, mikko) -> None:
    message = note(case, by=mikko, at=TEN, files=[picture()])

    stored = Case.objects.get(pk=case.pk)
    assert (stored.owner, stored.taken_up_at, stored.staff_wrote_at) == (None, None, None)
    assert (stored.version, stored.customer_wrote_at, stored.next_due_at) == (
        2,
        case.received_at,
        DUE,
    )
    assert handling_state(case) == (ClockState.RUNNING, None)
    assert (message.kind, attached(message).name) == ("note", "kuva.png")
    event = case.events.last()
    assert (event.kind, event.message, event.starts_handling) == ("noted", message, False)


def test_who_waits_for_an_answer_follows_from_who_wrote_last(case, paivi, mikko) -> None:
    def awaits() -> bool:
        return Case.objects.get(pk=case.pk).awaits_reply

    assert awaits()
    reply(case, by=mikko, at=TEN)
    assert not awaits()
    reply(case, by=paivi, at=ELEVEN)
    assert awaits()
    note(case, by=mikko, at=at(2026, 2, 2, 12))
    assert awaits()


def test_a_late_first_reply_writes_its_own_breach(case, mikko) -> None:
    reply(case, by=mikko, at=DUE + timedelta(seconds=1))

    assert breaches(case) == [(ClockKind.HANDLING, DUE)]
    assert event_kinds(case) == ["registered", "breached", "replied"]


@pytest.mark.parametrize("service", [services.reply, services.note])
def test_the_same_submission_twice_is_one_message(case, mikko, outi, service) -> None:
    take_up(case, by=outi, at=TEN)
    forget()
    key = uuid.uuid4()

    first = service(case, by=mikko, body="Kerran.", key=key, files=[picture()], at=TEN)
    version = Case.objects.get(pk=case.pk).version
    second = service(case, by=mikko, body="Kerran.", key=key, files=[picture()], at=ELEVEN)

    assert second == first
    assert (Message.objects.count(), Attachment.objects.count()) == (2, 1)
    assert Case.objects.get(pk=case.pk).version == version
    assert len(event_kinds(case)) == 3


@pytest.mark.parametrize("service", [services.reply, services.note])
def test_other_words_under_the_same_key_are_another_message(case, mikko, service) -> None:
    """A page from the browser's history keeps its key: nothing written must be swallowed."""
    key = uuid.uuid4()

    service(case, by=mikko, body="Kerran.", key=key, at=TEN)
    for _click in range(2):
        service(case, by=mikko, body="Toisen kerran.", key=key, at=ELEVEN)

    assert list(case.messages.order_by("pk").values_list("body", flat=True))[1:] == [
        "Kerran.",
        "Toisen kerran.",
    ]


def test_the_same_key_on_another_case_or_of_another_person_is_another_message(
    case, customer, paivi, mikko
) -> None:
    other = factories.registered_case(customer, by=paivi, at=TEN)
    key = uuid.uuid4()

    for where, by in ((case, mikko), (other, mikko), (case, paivi)):
        services.reply(where, by=by, body="Sama.", key=key, at=ELEVEN)

    assert (case.messages.count(), other.messages.count()) == (3, 2)


def test_a_submission_repeated_after_the_case_was_handled_is_still_the_same(case, mikko) -> None:
    key = uuid.uuid4()
    first = services.reply(case, by=mikko, body="Valmis.", key=key, at=TEN)
    handled(case, by=mikko, at=ELEVEN)

    assert services.reply(case, by=mikko, body="Valmis.", key=key, at=ELEVEN) == first


def test_who_has_not_seen_the_newest_message_is_stopped(case, paivi, mikko) -> None:
    seen = case.messages.get().pk
    newer = [reply(case, by=mikko, at=TEN), reply(case, by=mikko, at=ELEVEN)]

    with pytest.raises(services.AnsweredMeanwhile) as stop:
        reply(case, by=paivi, at=ELEVEN, newest_seen=seen)

    assert stop.value.messages == newer
    assert case.messages.count() == 3


def test_ones_own_messages_and_notes_stop_nobody(case, paivi, mikko, outi) -> None:
    seen = case.messages.get().pk
    reply(case, by=mikko, at=TEN)
    note(case, by=outi, at=TEN)

    assert reply(case, by=mikko, at=ELEVEN, newest_seen=seen).pk


def test_a_handled_case_takes_notes_but_no_replies(case, paivi, mikko) -> None:
    case = handled(case, by=mikko, at=TEN)

    for person in (paivi, mikko):
        with pytest.raises(IllegalMove):
            reply(case, by=person, at=ELEVEN)
    message = note(case, by=mikko, at=ELEVEN)

    assert list(case.messages.values_list("kind", "body")) == [
        ("customer", "Ajo pysähtyy virheeseen."),
        ("staff", "Korjattu."),
        ("note", message.body),
    ]


def test_a_reply_that_fails_leaves_nothing_behind(case, mikko, monkeypatch) -> None:
    before = Case.objects.values().get(pk=case.pk)

    def fail(*args: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(notifications, "replied", fail)

    with pytest.raises(OSError):
        reply(case, by=mikko, at=TEN, files=[picture()])

    assert Case.objects.values().get(pk=case.pk) == before
    assert handling_state(case) == (ClockState.RUNNING, None)
    counts = [table.objects.count() for table in (Message, Attachment, CaseEvent)]
    assert counts == [1, 0, 1]


def test_a_file_is_kept_whole_under_a_name_nobody_chose(case, paivi, media: Path) -> None:
    attachment = attached(reply(case, by=paivi, at=TEN, files=[picture("salainen.png")]))

    assert (attachment.name, attachment.content_type, attachment.size, attachment.sha256) == (
        "salainen.png",
        "image/png",
        len(PNG),
        hashlib.sha256(PNG).hexdigest(),
    )
    assert attachment.file.read() == PNG
    [kept] = [path for path in media.rglob("*") if path.is_file()]
    assert str(kept.relative_to(media)) == attachment.file.name
    assert "salainen" not in attachment.file.name
    assert not kept.suffix


def test_each_file_is_kept_apart_even_under_one_name(case, paivi) -> None:
    files = [
        SimpleUploadedFile("loki.txt", text, content_type="text/plain") for text in (b"yksi", b"2")
    ]

    message = reply(case, by=paivi, at=TEN, files=files)

    assert [file.file.read() for file in message.attachments.all()] == [b"yksi", b"2"]


def test_staff_and_customer_hear_of_each_others_replies(case, paivi, mikko) -> None:
    take_up(case, by=mikko, at=TEN)
    forget()

    reply(case, by=mikko, at=ELEVEN)
    reply(case, by=paivi, at=ELEVEN)

    assert (told(paivi), told(mikko)) == (["case.replied"], ["case.replied"])
