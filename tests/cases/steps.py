"""A case brought where a test needs it, and what people were told of it."""

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier
from typing import Any
from zoneinfo import ZoneInfo

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.notices.models import Notice, OutboxMail
from cases import services
from cases.choices import Stage
from cases.models import Attachment, Case, Message
from cases.transitions import following
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
    """Take a new case up and lead it the usual way to a stage."""
    if stage == Stage.NEW:
        return case
    case = take_up(case, by=by, at=at)
    case = set_level(case, case.level_id, by=by, at=at)
    while case.stage != stage:
        onward = following(case.case_type, case.stage)[0]
        case = services.move_on(case, to=onward, seen=Stage(case.stage), by=by, at=at)
    return case


def handled(case: Case, *, by: User, at: datetime) -> Case:
    return brought_to(case, Stage.HANDLED, by=by, at=at)


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
