"""The day ribbon: one day's opening hours as geometry, drawn the same everywhere.

The drawing is 100 × 10 and shows 7–17, so x = (hour − 7) × 10. Numbers are ready to be written
into SVG attributes: a decimal point in every language, no needless zero.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sla.days import Day, Windows
from sla.worktime import Span

_FIRST_HOUR, _LAST_HOUR = 7, 17
_WIDTH = 100
# (top, height) of each part, as the face draws it.
_BANDS = {"night": (4, 2), "open": (0, 10), "cut": (1, 8), "counted": (0, 10), "paused": (3, 4)}

Hours = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Part:
    """A rectangle; `css` is its class: night, open, cut, counted or paused."""

    css: str
    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True, slots=True)
class Mark:
    """An upright line; `css` is its class: now or goal."""

    css: str
    x: str


@dataclass(frozen=True, slots=True)
class Ribbon:
    parts: tuple[Part, ...]
    marks: tuple[Mark, ...]


def draw(
    day: Day,
    zone: ZoneInfo,
    *,
    counted: Sequence[Span] = (),
    paused: Sequence[Span] = (),
    now: datetime | None = None,
    goal: datetime | None = None,
) -> Ribbon:
    """Return the ribbon of one local day; `now` and `goal` show only on their own day."""
    layers: list[tuple[str, Iterable[Hours]]] = [
        ("open", _of_windows(day.windows)),
        ("cut", _cut_off(day)),
        ("counted", (_of_span(span, day.date, zone) for span in counted)),
        ("paused", (_of_span(span, day.date, zone) for span in paused)),
    ]
    parts = [_part("night", (_FIRST_HOUR, _LAST_HOUR))]
    for css, stretches in layers:
        parts += [_part(css, hours) for hours in stretches if _is_seen(hours)]
    marks = [
        Mark(css, number(_x(_hour(at, day.date, zone))))
        for css, at in (("now", now), ("goal", goal))
        if at is not None and at.astimezone(zone).date() == day.date
    ]
    return Ribbon(tuple(parts), tuple(marks))


def _of_windows(windows: Windows) -> Iterator[Hours]:
    return ((_clock_hour(opens), _clock_hour(closes)) for opens, closes in windows)


def _cut_off(day: Day) -> Iterator[Hours]:
    """Yield the usual hours that an eve or an exception takes away; nothing on a closed day."""
    if not day.windows:
        return
    for begin, end in _of_windows(day.usual):
        at = begin
        for opens, closes in sorted(_of_windows(day.windows)):
            if closes <= at or opens >= end:
                continue
            if at < opens:
                yield at, opens
            at = closes
        if at < end:
            yield at, end


def _of_span(span: Span, on: date, zone: ZoneInfo) -> Hours:
    return _hour(span[0], on, zone), _hour(span[1], on, zone)


def _hour(at: datetime, on: date, zone: ZoneInfo) -> float:
    """Return the wall-clock hour of an instant, 24 and more on the next day."""
    local = at.astimezone(zone)
    return _clock_hour(local.time()) + 24 * (local.date() - on).days


def _clock_hour(at: time) -> float:
    return at.hour + at.minute / 60 + at.second / 3600


def _is_seen(hours: Hours) -> bool:
    return _x(hours[0]) < _x(hours[1])


def _x(hour: float) -> float:
    return min(_WIDTH, max(0.0, (hour - _FIRST_HOUR) * 10))


def _part(css: str, hours: Hours) -> Part:
    left, right = _x(hours[0]), _x(hours[1])
    top, height = _BANDS[css]
    return Part(css, number(left), str(top), number(right - left), str(height))


def number(value: float) -> str:
    """A length for an SVG attribute."""
    return f"{value:.1f}".removesuffix(".0")
