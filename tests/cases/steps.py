"""A case brought where a test needs it, and what people were told of it."""

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from decimal import Decimal
from threading import Barrier
from typing import Any
from zoneinfo import ZoneInfo

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.choices import CaseType
from accounts.models import User
from accounts.notices.models import Notice, OutboxMail
from cases import services
from cases.choices import Outcome, Stage
from cases.models import Attachment, Case, Message, Quotation, TimeEntry
from cases.transitions import Need, first_stage, moves_by_hand, step_at
from sla.models import ServiceLevel

PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


def at(*parts: int) -> datetime:
    """A moment on Helsinki's wall clock."""
    return datetime(*parts, tzinfo=ZoneInfo("Europe/Helsinki"))


def level(number: int) -> ServiceLevel:
    return ServiceLevel.objects.get(pk=number)


def picture(name: str = "kuva.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PNG, content_type="image/png")


def reply(
    case: Case, *, by: User, at: datetime, body: str = "Katsomme asiaa.", **more: Any
) -> Message:
    return services.reply(case, by=by, body=body, key=uuid.uuid4(), at=at, **more)


def note(case: Case, *, by: User, at: datetime, body: str = "Muistiin.", **more: Any) -> Message:
    return services.note(case, by=by, body=body, key=uuid.uuid4(), at=at, **more)


def spend(
    case: Case, minutes: int = 45, *, by: User, at: datetime, day: date | None = None, **more: Any
) -> TimeEntry:
    """Record time spent on a case, on the day it is unless said."""
    given = {"minutes": minutes, "day": day or at.date(), "key": uuid.uuid4(), **more}
    return services.record_time(case, by=by, at=at, **given)


def attached(message: Message) -> Attachment:
    return Attachment.objects.get(message=message)


def take_up(case: Case, *, by: User, at: datetime) -> Case:
    """Take the case up, or over, as one who sees whose it is now."""
    seen = Case.objects.get(pk=case.pk).owner_id
    return services.take_up(case, by=by, seen_owner=seen, at=at)


def set_level(case: Case, number: int, *, by: User, at: datetime, reason: str = "") -> Case:
    """Confirm or change the level, as one who sees which it is now."""
    seen = Case.objects.get(pk=case.pk).level_id
    return services.set_level(case, level=level(number), seen=seen, reason=reason, by=by, at=at)


def brought_to(case: Case, stage: Stage, *, by: User, at: datetime) -> Case:
    """Take a new case up and lead it the usual way to a stage; a quotation is approved."""
    if stage == first_stage(case.case_type):
        return case
    case = take_up(case, by=by, at=at)
    if case.is_error:
        case = set_level(case, case.level_id, by=by, at=at)
    while case.stage != stage:
        case = onward(case, by=by, at=at)
    return case


def onward(case: Case, *, by: User, at: datetime) -> Case:
    """The usual next step of a case that somebody has taken up."""
    if case.stage == Stage.QUOTATION:
        offer(case, by=by, at=at)
    elif case.stage == Stage.APPROVAL:
        services.approve(case.quotations.get(verdict="pending"), by=case.contact, at=at)
    elif Outcome.SOLVED in step_at(case.case_type, case.stage).ends and not _goes_further(case):
        propose(case, by=by, at=at)
        services.close(case, outcome=Outcome.SOLVED, by=case.contact, at=at)
    else:
        to, seen = moves_by_hand(case.case_type, case.stage)[0].to, Stage(case.stage)
        given = {"reason": "Selvisi.", "ready_on": at.date(), "release": "25.5"}
        services.move_on(case, to=to, seen=seen, by=by, at=at, **given)
    return Case.objects.get(pk=case.pk)


def _goes_further(case: Case) -> bool:
    """Whether the usual way leads on from here: a step back needs a reason."""
    return any(Need.REASON not in move.needs for move in moves_by_hand(case.case_type, case.stage))


def propose(case: Case, *, by: User, at: datetime, body: str = "Korjattu.") -> Message:
    return services.propose_solution(case, by=by, body=body, key=uuid.uuid4(), at=at)


def ask(
    case: Case, *, by: User, at: datetime, question: str = "Mikä versio?", **more: Any
) -> Message:
    return services.ask_customer(
        case, by=by, question=question, body=f"Hei. {question}", key=uuid.uuid4(), at=at, **more
    )


def offer(case: Case, *, by: User, at: datetime, **given: Any) -> Quotation:
    plain = {"text": "Raportti", "price": Decimal(375), "ready_on": date(2026, 3, 31)}
    return services.offer(case, **{**plain, **given}, by=by, at=at)


def reopen(case: Case, *, by: User, at: datetime, body: str = "Vika palasi.") -> Message:
    return services.reopen(case, by=by, body=body, key=uuid.uuid4(), at=at)


def retyped(
    case: Case, to: CaseType, *, by: User, at: datetime, number: int | None = None, **given: Any
) -> Case:
    """Change the type, as one who sees which it is now."""
    plain = {
        "seen": CaseType(Case.objects.get(pk=case.pk).case_type),
        "module": case.module,
        "level": level(number) if number else None,
        "facts": services.Facts(),
        "reason": "Onkin toinen asia." if by.is_desk else "",
    }
    return services.change_type(case, to=to, **{**plain, **given}, by=by, at=at)


def handled(case: Case, *, by: User, at: datetime) -> Case:
    """Taken up and settled at the first stage where that is possible."""
    case = take_up(case, by=by, at=at)
    if case.is_error:
        case = set_level(case, case.level_id, by=by, at=at)
    while Outcome.SOLVED not in step_at(case.case_type, case.stage).ends:
        case = onward(case, by=by, at=at)
    propose(case, by=by, at=at)
    return services.close(case, outcome=Outcome.SOLVED, by=case.contact, at=at)


def told(person: User) -> list[str]:
    """The kinds of everything a person was told, oldest first; each came by mail as well."""
    kinds = list(
        Notice.objects.filter(recipient=person).order_by("pk").values_list("kind", flat=True)
    )
    mailed = OutboxMail.objects.filter(recipient=person).values_list("kind", flat=True)
    assert sorted(mailed) == sorted(kinds)
    return kinds


def forget() -> None:
    """Start listening only now: what people were told before does not count."""
    Notice.objects.all().delete()
    OutboxMail.objects.all().delete()


def event_kinds(case: Case) -> list[str]:
    """What was recorded of a case, in the order it was written."""
    return list(case.events.order_by("pk").values_list("kind", flat=True))


def breaches(case: Case) -> list[tuple[str, datetime]]:
    """Which deadlines of a case were missed, and when each passed."""
    found = case.events.filter(kind="breached").order_by("at", "pk")
    return list(found.values_list("clock_kind", "at"))


def at_once(*actions: Callable[[], Any]) -> list[Any]:
    """Run each action on a connection of its own, all released together.

    Who waits 5 seconds for a lock has got stuck: the action fails.
    """
    barrier = Barrier(len(actions))

    def run(action: Callable[[], Any]) -> Any:
        barrier.wait(10)
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '5s'")
            return action()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(actions)) as pool:
        return [future.result(30) for future in [pool.submit(run, each) for each in actions]]


def page_of(name: str, case: Case, *more: int) -> str:
    """The address of a case, or of one of its parts."""
    return reverse(f"cases:{name}", args=[case.number, *more])


def send(client: Client, case: Case, to: str = "messages", **typed: Any):
    """Post the reply box of a case page as it was just opened; `typed` changes its fields."""
    opened = client.get(page_of("case", case)).context["message_form"]
    filled = {
        "body": "Kiitos, odotan.",
        "key": uuid.uuid4(),
        "newest_seen": opened.initial["newest_seen"],
    }
    return client.post(page_of(to, case), filled | typed)
