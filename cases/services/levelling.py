from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cases import notifications, transitions
from cases.choices import LEVEL_WITH_A_WAY_ROUND, EventKind
from cases.models import Case, Message
from cases.services.breaching import record_missed
from cases.services.recording import ChangedMeanwhile, lock_open, record, save
from cases.services.writing import Letter, reply, sent_before
from cases.transitions import IllegalMove, Need
from sla import services as sla
from sla.levels import levels_in_use
from sla.models import ServiceLevel

WAY_ROUND_REASON = _("There is a way round.")


class ReasonMissing(Exception):
    """A changed level needs a reason that the customer sees (B5.3)."""


@transaction.atomic
def set_level(
    case: Case, *, level: ServiceLevel, seen: int | None, reason: str, by: User, at: datetime
) -> Case:
    """Confirm the level the customer proposed, or change it with a reason (B4.4, B5.3).

    A change re-plans both deadlines. A new case moves on to the stage "service level". `seen`
    is the level the person was looking at: raises ChangedMeanwhile when it is another by now,
    ReasonMissing for a change without a reason, IllegalMove when the case is handled or is no
    programming error.
    """
    case = lock_open(case)
    if not case.is_error:
        raise IllegalMove("only a programming error has a service level")
    is_open = transitions.in_passing(case.case_type, case.stage, Need.LEVEL) is not None
    if case.level_id == level.pk and not is_open:
        return case
    if case.level_id != seen:
        raise ChangedMeanwhile
    if level.pk == seen:
        return _record(case, EventKind.LEVEL_CONFIRMED, level=level, by=by, at=at)
    if not reason:
        raise ReasonMissing
    for clock in (case.handling_clock, case.resolution_clock):
        if clock and (missed := sla.change_level(clock, level=level, at=at)):
            record_missed(case, missed)
    return _record(case, EventKind.LEVEL_CHANGED, level=level, by=by, at=at, reason=reason)


def _record(
    case: Case,
    kind: EventKind,
    *,
    level: ServiceLevel,
    by: User,
    at: datetime,
    reason: str = "",
) -> Case:
    """Write the level, and the stage with it when the case is new."""
    facts: dict[str, object] = {"level_from": case.level, "level_to": level}
    if to := transitions.in_passing(case.case_type, case.stage, Need.LEVEL):
        facts |= {"stage_from": case.stage, "stage_to": to}
        case.stage = to
    case.level = level
    save(case, "level", "stage", at=at)
    notifications.level_set(case, record(case, kind, by=by, at=at, text=reason, **facts))
    return case


@transaction.atomic
def find_way_round(
    case: Case,
    *,
    by: User,
    body: str,
    files: Sequence[UploadedFile] = (),
    key: UUID,
    newest_seen: int | None = None,
    at: datetime,
) -> Message:
    """Tell the customer a way round; a fault of level 1 or 2 becomes one of level 3 (B4.4, B5).

    Two things happen, a reply and a change of level, each with its own event. Raises IllegalMove
    when the case is no programming error of level 1 or 2 or is handled, AnsweredMeanwhile as
    `reply`. `key` as for `reply`.
    """
    locked, purpose = lock_open(case), EventKind.LEVEL_CHANGED
    if earlier := sent_before(locked, Letter(body, files, key, purpose=purpose), by=by):
        return earlier
    if not locked.level_id or locked.level_id >= LEVEL_WITH_A_WAY_ROUND:
        raise IllegalMove("a way round changes levels 1 and 2")
    letter: dict[str, Any] = {"body": body, "files": files, "key": key, "newest_seen": newest_seen}
    message = reply(locked, by=by, purpose=purpose, at=at, **letter)
    level = levels_in_use()[LEVEL_WITH_A_WAY_ROUND]
    with translation.override(locked.contact.language):
        reason = str(WAY_ROUND_REASON)
    set_level(locked, level=level, seen=locked.level_id, reason=reason, by=by, at=at)
    return message
