"""How long opening time is, in the unit that people think in: hours, open days, months."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.timewords import duration_words, span_words
from sla.worktime import WorkCalendar

# More opening time than this, about a week, is told in open days.
MANY_HOURS = 35 * 3600
# Nobody counts the open days of half a year.
_MANY_DAYS = timedelta(days=60)
_MINUTE = 60


def length_words(work: WorkCalendar, begin: datetime, end: datetime, *, brief: bool = False) -> str:
    """Opening time between two moments: "2 h 10 min", "8 open days", "5 months".

    `brief` is for a column whose head says that it is opening time: "8 d".
    """
    seconds = work.open_between(begin, end)
    if seconds <= MANY_HOURS:
        return duration_words(seconds)
    if end - begin > _MANY_DAYS:
        return span_words(end - begin)
    days = work.open_days_between(begin, end)
    if brief:
        return _("%(count)d d") % {"count": days}
    return ngettext("%(count)d open day", "%(count)d open days", days) % {"count": days}


def lateness_words(
    work: WorkCalendar, due_at: datetime, at: datetime, *, brief: bool = False
) -> str:
    """Opening time passed since a deadline; "" when it was closing time and we have not opened."""
    if work.open_between(due_at, at) < _MINUTE:
        return ""
    return length_words(work, due_at, at, brief=brief)
