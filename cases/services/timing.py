"""Time spent on cases: recorded, or withdrawn when it was a mistake. Never edited (B7.3)."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.timewords import local
from cases.choices import EventKind
from cases.models import Case, TimeEntry
from cases.models.time import LONGEST_BACK, MOST_MINUTES
from cases.services.recording import lock, record, save, submission_of


class NotADaysTime(Exception):
    """Nobody works less than a minute or more than a whole day on a day."""


class NotYetWorked(Exception):
    """The day is still ahead."""


class TooLongAgo(Exception):
    """What was done more than a year ago is settled."""


@transaction.atomic
def record_time(
    case: Case, *, minutes: int, day: date, about: str = "", key: UUID, by: User, at: datetime
) -> TimeEntry:
    """Write down how long somebody worked on a case, open or handled. The customer hears nothing.

    `key` names this one submission: sent twice, it gives the same entry twice. Raises
    NotADaysTime, NotYetWorked or TooLongAgo.
    """
    today = local(at).date()
    if not 1 <= minutes <= MOST_MINUTES:
        raise NotADaysTime
    if day > today:
        raise NotYetWorked
    if day < today - LONGEST_BACK:
        raise TooLongAgo
    case = lock(case)
    key = submission_of(key, minutes, day, about)
    if earlier := case.time_entries.filter(by=by, submission_key=key).first():
        return earlier
    entry = TimeEntry.objects.create(
        case=case,
        submission_key=key,
        by=by,
        day=day,
        minutes=minutes,
        about=about,
        recorded_at=at,
    )
    save(case, at=at)
    record(case, EventKind.TIME_RECORDED, by=by, at=at, time=entry)
    return entry


@transaction.atomic
def withdraw_time(entry: TimeEntry, *, by: User, at: datetime) -> None:
    """Let an entry that was a mistake count no longer; withdrawn already, it stays as it was."""
    case = lock(entry.case)
    gone = case.time_entries.standing().filter(pk=entry.pk)
    if gone.update(withdrawn_by=by, withdrawn_at=at):
        save(case, at=at)
        record(case, EventKind.TIME_WITHDRAWN, by=by, at=at, time=entry)
