"""Where the marks of a chart stand. Pure numbers: what they mean, the caller says.

A chart is 480 units wide and as high as it needs; whole units only, so that every language writes
them alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 480
TOP = 18
# A bar beside its label, one row each, and the room the numbers behind it need.
LABEL_END, BAR_END = 62, 318
ROW, BAR = 40, 20
# A bar beneath its label, for labels of any length.
TALL_ROW, THIN_BAR = 46, 12
# The room beneath the last bar for the word of the goal.
FOOT = 22
# The frame of a line chart.
LEFT, RIGHT, UPPER, LOWER = 40, 462, 24, 190
LINE_HEIGHT = 220
FULL = 100


@dataclass(frozen=True)
class Bar:
    """One bar: `text_y` is the line its words stand on, the goal crosses it between two heights."""

    x: int
    y: int
    width: int
    text_y: int
    goal_top: int
    goal_end: int


@dataclass(frozen=True)
class Bars:
    """Bars of one chart on their ground; `goal_x` is where the goal lies, None without one."""

    height: int
    ground: int
    thick: int
    bars: list[Bar]
    goal_x: int | None = None
    goal_end: int = 0
    goal_text_y: int = 0


@dataclass(frozen=True)
class Point:
    x: int
    y: int


@dataclass(frozen=True)
class Grid:
    """One horizontal line, and what it stands for."""

    y: int
    text_y: int
    value: int


@dataclass(frozen=True)
class Line:
    """A line through the months that have a value, its gaps left open."""

    points: list[Point | None]
    pieces: list[str]
    xs: list[int]
    grid: list[Grid]
    goal_y: int


def bars_beside(
    values: Sequence[float],
    *,
    most: float,
    goal: float | None = None,
    label_end: int = LABEL_END,
) -> Bars:
    """Bars that begin where short labels end."""
    ground = BAR_END - label_end
    tops = [TOP + place * ROW for place in range(len(values))]
    end = tops[-1] + BAR + 8 if tops else TOP
    return Bars(
        height=end if goal is None else end + FOOT,
        ground=ground,
        thick=BAR,
        bars=[
            _bar(label_end, top, _part(value, most, ground), top + 14)
            for top, value in zip(tops, values, strict=True)
        ],
        goal_x=None if goal is None else label_end + _part(goal, most, ground),
        goal_end=end,
        goal_text_y=end + 16,
    )


def bars_beneath(values: Sequence[float], *, most: float, goal: float | None = None) -> Bars:
    """Bars over the whole width, each beneath its label."""
    lines = [TOP + place * TALL_ROW for place in range(len(values))]
    return Bars(
        height=lines[-1] + 8 + THIN_BAR + 6 if lines else TOP,
        ground=WIDTH,
        thick=THIN_BAR,
        bars=[
            _bar(0, text_y + 8, _part(value, most, WIDTH), text_y)
            for text_y, value in zip(lines, values, strict=True)
        ],
        goal_x=None if goal is None else _part(goal, most, WIDTH),
    )


def line(values: Sequence[int | None], *, goal: int) -> Line:
    """A line of percentages, seen from a quarter of the scale beneath its lowest point."""
    lowest = min([goal, *(value for value in values if value is not None)])
    bottom = min(75, max(0, lowest - 1) // 25 * 25)
    step = (RIGHT - LEFT) / max(1, len(values) - 1)
    xs = [LEFT + round(place * step) for place in range(len(values))]

    def height_of(value: int) -> int:
        return LOWER - round((value - bottom) * (LOWER - UPPER) / (FULL - bottom))

    points = [
        None if value is None else Point(x, height_of(value))
        for x, value in zip(xs, values, strict=True)
    ]
    ticks = range(bottom, FULL + 1, 25 if bottom < 50 else 10 if bottom == 50 else 5)
    return Line(
        points=points,
        pieces=_pieces(points),
        xs=xs,
        grid=[Grid(height_of(value), height_of(value) + 4, value) for value in ticks],
        goal_y=height_of(goal),
    )


def _bar(x: int, y: int, width: int, text_y: int) -> Bar:
    return Bar(x, y, width, text_y, goal_top=y - 3, goal_end=y + THIN_BAR + 3)


def _part(value: float, most: float, length: int) -> int:
    """How long a bar is; what is more than nothing can be seen."""
    if not value or not most:
        return 0
    return max(2, round(min(value, most) / most * length))


def _pieces(points: Sequence[Point | None]) -> list[str]:
    """The stretches without a gap, as a polyline wants them."""
    pieces: list[list[Point]] = [[]]
    for point in points:
        if point:
            pieces[-1].append(point)
        elif pieces[-1]:
            pieces.append([])
    return [" ".join(f"{point.x},{point.y}" for point in piece) for piece in pieces if piece]
