"""Everything that changes a clock or a calendar.

Each verb is one transaction (it joins the caller's), locks the clock's row and brings the given
object up to date. Instants are cut to whole seconds, so a promise kept in its last second is met.
"""

from collections.abc import Iterable
from copy import copy
from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from sla import almanac, hours
from sla.choices import ClockEventKind, ClockState
from sla.levels import levels_in_use
from sla.models import Calendar, Clock, ClockEvent, ClockLevel, ServiceLevel, SpecialDay
from sla.selectors import binding_limit, due_of, histories_of


class NotDue(Exception):
    """A breach was to be recorded for a clock that is not overdue."""


def start(kind: str, *, level: ServiceLevel, label: str, at: datetime) -> Clock:
    """Start a clock of one kind (B5)."""
    return start_together(kind, level=level, label=label, at=at)[0]


def start_together(*kinds: str, level: ServiceLevel, label: str, at: datetime) -> list[Clock]:
    """Start a clock of each kind named, in that order. One INSERT for all of them."""
    calendar = hours.calendar_in_use()
    started_at = _whole_second(at)
    clocks = []
    for kind in kinds:
        due_at = due_of(kind, level, started_at, calendar=calendar)
        clocks.append(
            Clock(
                kind=kind,
                label=label,
                level=level,
                first_level=level,
                calendar_id=calendar.id,
                calendar_version=calendar.version,
                started_at=started_at,
                due_at=due_at,
                next_event_at=due_at,
            )
        )
    return Clock.objects.bulk_create(clocks)


@transaction.atomic(savepoint=False)
def stop(clock: Clock, *, at: datetime) -> ClockEvent | None:
    """Stop a clock because its promise is kept, in time or late.

    Returns the breach when this late stop is the first to notice it: the caller announces it.
    A clock that has stopped already stays as it is.
    """
    _lock(clock)
    at = _whole_second(at)
    if clock.is_stopped:
        return None
    breach = _breach_if_late(clock, at)
    clock.stopped_at = at
    if clock.is_running:
        clock.state, clock.next_event_at = ClockState.MET, None
    clock.save(update_fields=["state", "stopped_at", "next_event_at"])
    return breach


@transaction.atomic(savepoint=False)
def cancel(clock: Clock, *, at: datetime) -> None:
    """Take a promise back, for a case that is merged or was none. A breach remains a breach."""
    _lock(clock)
    if clock.is_stopped:
        return
    clock.stopped_at = _whole_second(at)
    if clock.is_running:
        clock.state, clock.next_event_at = ClockState.CANCELLED, None
    clock.save(update_fields=["state", "stopped_at", "next_event_at"])


@transaction.atomic(savepoint=False)
def change_level(clock: Clock, *, level: ServiceLevel, at: datetime) -> ClockEvent | None:
    """Re-plan a clock for another level by the one formula of B5.3.

    What is already breached stays breached; a clock that has stopped keeps its numbers. Returns
    the breach when the deadline had passed unnoticed: the caller announces it.
    """
    _lock(clock)
    at = _whole_second(at)
    if clock.is_stopped or clock.level_id == level.number:
        return None
    breach = _breach_if_late(clock, at)
    ClockLevel.objects.create(clock=clock, level=level, since=at)
    clock.level = level
    if clock.is_running:
        calendar = hours.calendar_of(clock.calendar_id)
        history = histories_of([clock])[clock.pk]
        clock.due_at = binding_limit(clock, history, levels_in_use()).due_at
        clock.next_event_at, clock.calendar_version = clock.due_at, calendar.version
    clock.save(update_fields=["level", "due_at", "next_event_at", "state", "calendar_version"])
    return breach


def record_breach(clock: Clock, *, detected_at: datetime) -> tuple[ClockEvent, bool]:
    """Record that a promise was missed, exactly once; return the event and whether it is new.

    Raises `NotDue` when the promise can still be kept, or was kept or taken back; the caller's
    transaction goes on unharmed.
    """
    with transaction.atomic(savepoint=False):
        _lock(clock)
        event = _breach_if_late(clock, _whole_second(detected_at))
        if event:
            clock.save(update_fields=["state", "next_event_at"])
    if event:
        return event, True
    if clock.state != ClockState.BREACHED:
        raise NotDue(f"clock {clock.pk} is {clock.state}, due {clock.due_at:%Y-%m-%d %H:%M:%S}")
    return clock.events.get(kind=ClockEventKind.BREACH), False


@transaction.atomic(savepoint=False)
def record_breaches(clocks: Iterable[Clock], *, detected_at: datetime) -> list[ClockEvent]:
    """Record a batch that the caller has locked with `due_clocks`, in two queries.

    Returns the new events, each with its clock. Clocks that are not overdue are left alone.
    """
    detected_at = _whole_second(detected_at)
    late = [clock for clock in clocks if clock.is_running and clock.due_at < detected_at]
    events = ClockEvent.objects.bulk_create(
        ClockEvent(
            clock=clock, kind=ClockEventKind.BREACH, due_at=clock.due_at, detected_at=detected_at
        )
        for clock in late
    )
    Clock.objects.running().filter(pk__in=[clock.pk for clock in late]).update(
        state=ClockState.BREACHED, next_event_at=None
    )
    for clock in late:
        clock.state, clock.next_event_at = ClockState.BREACHED, None
    return events


@transaction.atomic(savepoint=False)
def publish_calendar(calendar: Calendar) -> None:
    """Give a calendar a new version after its hours, holidays or exceptions were edited.

    Every process notices within `hours.CHECK_EVERY_SECONDS`.
    """
    Calendar.objects.filter(pk=calendar.pk).update(version=F("version") + 1, changed_at=Now())
    calendar.refresh_from_db(fields=["version", "changed_at"])
    hours.look_again()
    transaction.on_commit(hours.look_again)


@transaction.atomic
def extend_calendar(calendar: Calendar, *, until: int) -> int:
    """Enter the holidays of the years after the last known one; return how many days.

    Each is named, and kept as holiday or closed day, as in the last known year; what was taken
    out of that year stays out.
    """
    calendar.refresh_from_db(from_queryset=Calendar.objects.select_for_update())
    last = calendar.known_until.year
    rows = {row.date: row for row in calendar.special_days.filter(date__year=last)}
    known = {name: rows[on] for on, name in almanac.public_days(last).items() if on in rows}
    coming = {
        on: known[name]
        for year in range(last + 1, until + 2)
        for on, name in almanac.public_days(year).items()
        # New Year's Day after the last year is entered for the eve before it.
        if name in known and on <= date(until + 1, 1, 1)
    }
    taken = set(calendar.special_days.filter(date__in=coming).values_list("date", flat=True))
    entered = SpecialDay.objects.bulk_create(
        _on_another_date(row, on) for on, row in coming.items() if on not in taken
    )
    calendar.known_until = date(until, 12, 31)
    calendar.save(update_fields=["known_until"])
    publish_calendar(calendar)
    return len(entered)


def _on_another_date(row: SpecialDay, on: date) -> SpecialDay:
    another = copy(row)
    another.pk, another.date = None, on
    return another


def _lock(clock: Clock) -> None:
    clock.refresh_from_db(from_queryset=Clock.objects.select_for_update())


def _breach_if_late(clock: Clock, at: datetime) -> ClockEvent | None:
    """Turn a locked running clock that is late at `at` into a breached one, with its event.

    The sweep never sees a clock that an action found first, so the action writes the event.
    """
    if not clock.is_running or at <= clock.due_at:
        return None
    clock.state, clock.next_event_at = ClockState.BREACHED, None
    return ClockEvent.objects.create(
        clock=clock, kind=ClockEventKind.BREACH, due_at=clock.due_at, detected_at=at
    )


def _whole_second(at: datetime) -> datetime:
    return at.replace(microsecond=0)
