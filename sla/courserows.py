"""The days of a promise as drawn rows: each with its ribbon, its time, and what was unusual."""

from django.utils.translation import gettext as _

from accounts.timewords import duration_words
from sla.course import Course
from sla.coursewords import ended, ranges_words
from sla.daywords import DayRow, row_name, unusual_words
from sla.ribbon import draw
from sla.worktime import DayAccount


def day_rows(course: Course) -> tuple[DayRow, ...]:
    return tuple(_row(course, row) for row in course.days)


def _row(course: Course, row: DayAccount) -> DayRow:
    return DayRow(
        date=row.day.date,
        is_today=row.day.date == course.today,
        name=row_name(row.day.date, today=course.today),
        ribbon=draw(
            row.day,
            course.calendar.work.rules.zone,
            counted=row.counted,
            paused=row.paused,
            now=course.now,
            goal=course.ends,
        ),
        hours=duration_words(row.seconds) if row.seconds else _("0 h"),
        why=_why_words(course, row),
    )


def _why_words(course: Course, row: DayAccount) -> str:
    """Say what lay still on a day, and why it is not open as usual."""
    unusual = unusual_words(course.calendar, row.day, today=course.today)
    paused = ranges_words(row.paused)
    if not paused:
        return unusual
    still = _("The time stood still %(hours)s") % {"hours": paused}
    return f"{ended(still)} {unusual}" if unusual else still
