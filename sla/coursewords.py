"""The days of a promise in words: which hours counted, which days were unusual, what they sum up to."""

from collections.abc import Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.timewords import day_words, duration_words, hour_words, moment_words
from sla.course import Course
from sla.daywords import is_unusual, more_words, unusual_words
from sla.worktime import DayAccount, Span, wall_seconds

# A sentence names so many days; more are told by their number.
_DAYS_IN_A_SENTENCE = 4


def opening_sentence(course: Course) -> str:
    """Say from when the time runs, if the case came while we were closed."""
    opening = course.calendar.work.next_opening(course.begins)
    if opening <= course.begins:
        return ""
    return _("Closed hours do not count: the time runs from %(when)s.") % {
        "when": moment_words(opening, now=course.now)
    }


def counted_sentence(course: Course) -> str:
    """Say which hours count: "Counted: Wed 14–16 = 2 h, Thu 8–11 + 12–15 = 6 h, so Thu 15:00."."""
    counted = [row for row in course.days if row.seconds]
    if not counted:
        return ""
    if len(counted) > _DAYS_IN_A_SENTENCE:
        return ended(
            ngettext(
                "It takes %(count)d opening day, %(first)s – %(last)s",
                "It takes %(count)d opening days, %(first)s – %(last)s",
                len(counted),
            )
            % {
                "count": len(counted),
                "first": day_words(counted[0].day.date, today=course.today),
                "last": day_words(counted[-1].day.date, today=course.today),
            }
        )
    parts = [_counted_words(row, course) for row in counted]
    return _("Counted: %(parts)s, so %(due)s.") % {
        "parts": ", ".join(parts),
        "due": moment_words(course.ends, now=course.now),
    }


def _counted_words(row: DayAccount, course: Course) -> str:
    """Tell one day's hours: "to 7.1. 8–11 + 12–15 = 6 h"."""
    return _("%(day)s %(hours)s = %(duration)s") % {
        "day": day_words(row.day.date, today=course.today),
        "hours": ranges_words(row.counted),
        "duration": duration_words(row.seconds),
    }


def ranges_words(spans: Sequence[Span]) -> str:
    """Times of one day as they are added up: "8–11 + 12–15"."""
    seen = [span for span in spans if wall_seconds([span])]
    return " + ".join(f"{hour_words(begin)}–{hour_words(end)}" for begin, end in seen)


def unusual_sentence(course: Course) -> str:
    """Name the eves, holidays and exceptions on the way, and count those that are too many."""
    days = [row.day for row in course.days if is_unusual(row.day)]
    parts = []
    for day in days[:_DAYS_IN_A_SENTENCE]:
        name = day_words(day.date, today=course.today)
        why = unusual_words(course.calendar, day, today=course.today)
        parts.append(_("%(day)s – %(reason)s") % {"day": name, "reason": why})
    parts += more_words(len(days) - len(parts))
    return ended(capfirst("; ".join(parts)))


def sum_words(course: Course) -> str:
    """Add up the time of each day, and say when it has run out."""
    parts = [duration_words(row.seconds) for row in course.days if row.seconds]
    words = {
        "sum": " + ".join(parts),
        "total": duration_words(course.seconds),
        "due": moment_words(course.ends, now=course.now),
    }
    if len(parts) > 1:
        return _("%(sum)s = %(total)s, so %(due)s.") % words
    return _("%(total)s, so %(due)s.") % words


def reach_words(course: Course) -> str:
    """Say how many open days and hours there are until a target that the calendar tells."""
    open_days = sum(1 for row in course.days if row.seconds)
    return ngettext(
        "%(count)d open day, %(time)s of opening time, until %(due)s.",
        "%(count)d open days, %(time)s of opening time, until %(due)s.",
        open_days,
    ) % {
        "count": open_days,
        "time": duration_words(course.seconds),
        "due": moment_words(course.ends, now=course.now),
    }


def ended(words: str) -> str:
    """End a sentence once: a Finnish date brings its own full stop."""
    return f"{words}." if words and not words.endswith(".") else words
