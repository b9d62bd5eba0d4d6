"""The promises of a case in a letter: each deadline, and the opening time until it (B5.6)."""

from datetime import datetime

from django.utils.translation import gettext as _

from accounts.timewords import moment_words
from cases.models import Case
from cases.selectors.standing import left_words
from sla.models import Clock


def start_sentence(case: Case, *, now: datetime) -> str:
    """By when we start, to the customer; "" once we have, or for a case that is promised nothing."""
    if not _awaits_start(case, now):
        return ""
    return _("We start at the latest %(when)s (%(left)s).") % _when(case.next_due_at, now)


def take_up_sentence(case: Case, *, now: datetime) -> str:
    """As `start_sentence`, to the desk."""
    if not _awaits_start(case, now):
        return ""
    return _("Take up by %(when)s (%(left)s).") % _when(case.next_due_at, now)


def target_sentence(case: Case, *, now: datetime) -> str:
    """When the case is to be solved; "" when that is past, stands still, or is not promised."""
    clock: Clock | None = case.resolution_clock
    if not case.is_error or not clock or not clock.is_running or clock.due_at <= now:
        return ""
    return _("Our target for the solution is %(when)s (%(left)s).") % _when(clock.due_at, now)


def _awaits_start(case: Case, now: datetime) -> bool:
    due_at = case.next_due_at
    return case.is_error and case.taken_up_at is None and due_at is not None and due_at > now


def _when(due_at: datetime | None, now: datetime) -> dict[str, str]:
    assert due_at
    return {"when": moment_words(due_at, now=now), "left": left_words(now, due_at)}
