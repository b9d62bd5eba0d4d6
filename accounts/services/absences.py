"""Days away, and who hears the news meanwhile."""

from datetime import date, datetime

from django.db import transaction

from accounts.models import Absence, User
from accounts.services.handover import NotAColleague
from accounts.timewords import local


class AbsencePassed(Exception):
    """The last day of an absence lies behind us."""


@transaction.atomic
def go_away(
    person: User, *, deputy: User, first_day: date, last_day: date, at: datetime
) -> Absence:
    """Let a colleague hear a person's news on some days; newer days take the place of older.

    Raises NotAColleague, and AbsencePassed.
    """
    if deputy.pk == person.pk or not person.colleagues().filter(pk=deputy.pk).exists():
        raise NotAColleague
    if last_day < local(at).date():
        raise AbsencePassed
    absence, _is_new = Absence.objects.update_or_create(
        user=person, defaults={"deputy": deputy, "first_day": first_day, "last_day": last_day}
    )
    return absence


def come_back(person: User) -> None:
    """End a person's absence, planned or begun."""
    Absence.objects.filter(user=person).delete()
