"""Time spent: on one case, and on all cases of a customer (B7.1, B7.3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, Sum

from accounts.choices import CaseType
from accounts.models import Customer, User
from cases.choices import EventKind
from cases.models import CaseEvent, TimeEntry
from cases.selectors.registration import TYPES, TypeWords
from sla.targets import months_after


@dataclass(frozen=True)
class TimeSpent:
    """What counts of one case, the latest day first."""

    entries: list[TimeEntry]

    @property
    def seconds(self) -> int:
        return sum(entry.seconds for entry in self.entries)


@dataclass(frozen=True)
class HoursOfType:
    """What one type of case has taken, and whether such work is billed."""

    words: TypeWords
    month: int
    year: int


@dataclass(frozen=True)
class Hours:
    """What a customer's cases have taken this month and in the last 12, in seconds."""

    types: Sequence[HoursOfType]

    @property
    def month(self) -> int:
        return sum(each.month for each in self.types)

    @property
    def year(self) -> int:
        return sum(each.year for each in self.types)


def time_on(events: Sequence[CaseEvent]) -> TimeSpent:
    """What counts among the events of one case: they hold the entries, so nothing more is asked."""
    entries = [_recorded(event) for event in events if event.kind == EventKind.TIME_RECORDED]
    standing = [entry for entry in entries if entry.withdrawn_at is None]
    return TimeSpent(sorted(standing, key=lambda entry: (entry.day, entry.pk), reverse=True))


def _recorded(event: CaseEvent) -> TimeEntry:
    assert event.time
    assert event.by
    event.time.by = event.by
    return event.time


def hours_of(customer: Customer, user: User, *, day: date) -> Hours:
    """Sums by type of case; types that took nothing are left out."""
    entries = TimeEntry.objects.visible_to(user).standing()
    lately = entries.filter(case__customer=customer, day__gt=months_after(day, -12))
    this_month = Q(day__gte=day.replace(day=1))
    sums = lately.values_list("case__case_type").annotate(
        month=Sum("minutes", filter=this_month, default=0), year=Sum("minutes")
    )
    found = {kind: (month * 60, year * 60) for kind, month, year in sums.order_by()}
    return Hours([HoursOfType(TYPES[kind], *found[kind]) for kind in CaseType if kind in found])
