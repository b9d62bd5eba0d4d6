from copy import copy
from datetime import date

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from accounts.notices.services import wake
from sla import almanac, hours
from sla.models import Calendar, SpecialDay


@transaction.atomic(savepoint=False)
def publish_calendar(calendar: Calendar) -> None:
    """Give a calendar a new version after its hours, holidays or exceptions were edited.

    Every process notices within `held.CHECK_EVERY_SECONDS`, and a worker re-plans what runs.
    """
    Calendar.objects.filter(pk=calendar.pk).update(version=F("version") + 1, changed_at=Now())
    calendar.refresh_from_db(fields=["version", "changed_at"])
    hours.look_again()
    transaction.on_commit(hours.look_again)
    # Named, not imported: the deadlines of cases are re-planned above.
    wake("cases.replan_deadlines")


@transaction.atomic
def extend_calendar(calendar: Calendar, *, until: int) -> int:
    """Enter the holidays of the years after the last known one; return how many days.

    Each is named, and kept as holiday or closed day, as in the last known year; what was taken
    out of that year stays out.
    """
    calendar.refresh_from_db(from_queryset=Calendar.objects.select_for_update())
    last, country = calendar.known_until.year, calendar.key
    rows = {row.date: row for row in calendar.special_days.filter(date__year=last)}
    public_days = almanac.public_days(last, country=country)
    known = {name: rows[on] for on, name in public_days.items() if on in rows}
    coming = {
        on: known[name]
        for year in range(last + 1, until + 2)
        for on, name in almanac.public_days(year, country=country).items()
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
