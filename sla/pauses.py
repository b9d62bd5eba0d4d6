"""Time that stands still: pauses are half-open [begin, end) instants, counted as their union.

Pure Python. An `end` of None means that the pause still lasts.
"""

from collections.abc import Iterable
from datetime import UTC, datetime

from sla.worktime import Span, WorkCalendar

Pause = tuple[datetime, datetime | None]


def union(pauses: Iterable[Pause]) -> list[Pause]:
    """Return the same paused time as disjoint pauses in order."""
    # In UTC: two instants of one zone compare by wall clock, wrong in the repeated hour.
    instants = [(begin.astimezone(UTC), end and end.astimezone(UTC)) for begin, end in pauses]
    merged: list[Pause] = []
    for begin, end in sorted(instants, key=lambda pause: pause[0]):
        if end is not None and end <= begin:
            continue
        if not merged:
            merged.append((begin, end))
            continue
        last_begin, last_end = merged[-1]
        if last_end is None:
            break
        if begin > last_end:
            merged.append((begin, end))
        else:
            merged[-1] = (last_begin, None if end is None else max(end, last_end))
    return merged


def add_with_pauses(
    calendar: WorkCalendar, start: datetime, seconds: int, pauses: Iterable[Pause]
) -> datetime | None:
    """Return when `seconds` of open, unpaused time have passed; None while a pause holds it.

    Time that runs out at the very instant a pause begins has run out then.
    """
    at, left = start, seconds
    for begin, end in union(pauses):
        if end is not None and end <= at:
            continue
        available = calendar.open_between(at, begin)
        if available and left <= available:
            return calendar.add(at, left)
        if end is None:
            return None
        left -= available
        at = end
    return calendar.add(at, left)


def paused_open_seconds(calendar: WorkCalendar, pauses: Iterable[Pause]) -> int | None:
    """Return the open time inside the pauses' union; None while one of them lasts."""
    total = 0
    for begin, end in union(pauses):
        if end is None:
            return None
        total += calendar.open_between(begin, end)
    return total


def moved_target(
    calendar: WorkCalendar,
    target: datetime,
    pauses: Iterable[Pause],
    *,
    since: datetime | None = None,
) -> datetime | None:
    """Return a resolution target moved by the open time inside the pauses (B5.4).

    Only what lies after `since` counts. A pause without open time leaves the target exactly where
    it was, and so does one that begins when the target has passed. None while a pause holds it.
    """
    for begin, end in union(_after(since, pauses)):
        if begin > target:
            break
        if end is None:
            return None
        moved_by = calendar.open_between(begin, end)
        target = calendar.add(target, moved_by) if moved_by else target
    return target


def spans_between(pauses: Iterable[Pause], begin: datetime, end: datetime) -> list[Span]:
    """Return the part of the pauses' union that lies in [begin, end)."""
    spans = [
        (max(begin, paused), end if resumed is None else min(end, resumed))
        for paused, resumed in union(pauses)
    ]
    return [(paused, resumed) for paused, resumed in spans if paused < resumed]


def _after(since: datetime | None, pauses: Iterable[Pause]) -> Iterable[Pause]:
    """Cut off what lies before `since`; a pause wholly before it becomes an empty one."""
    if since is None:
        return pauses
    since = since.astimezone(UTC)  # for the same reason as in union()
    return [(max(since, begin), end) for begin, end in pauses]
