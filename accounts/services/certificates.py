"""Who has been trained in which module, and until when that counts (B2.2)."""

from calendar import monthrange
from datetime import date, datetime

from django.db import transaction

from accounts.choices import CertificateSource, ProductKind
from accounts.models import Certificate, Module, SupportRules, User
from accounts.timewords import local


class DayAhead(Exception):
    """Nobody has been trained on a day that has not come yet."""


class NoTrainingNeeded(Exception):
    """Questions about this module ask for no certificate."""


class SpeaksForNobody(Exception):
    """The person speaks for no customer, so there is nothing to be trained for."""


class RecordedAlready(Exception):
    """The person has a certificate of this module and this very day."""


@transaction.atomic
def record_certificate(
    person: User,
    *,
    module: Module,
    achieved_on: date,
    source: CertificateSource,
    by: User | None,
    at: datetime,
) -> Certificate:
    """Record that a person was trained in a module; `by` is None when a course says so itself.

    It ends as the rules of this moment say. Raises DayAhead, NoTrainingNeeded, SpeaksForNobody
    or RecordedAlready.
    """
    # The second of two who record the same thing waits here and finds it recorded.
    person = User.objects.select_for_update(no_key=True).get(pk=person.pk)
    if achieved_on > local(at).date():
        raise DayAhead
    if module.product.kind != ProductKind.CLOUD:
        raise NoTrainingNeeded
    if not person.memberships.filter(ended_on__isnull=True).exists():
        raise SpeaksForNobody
    known = person.certificates.filter(module=module, achieved_on=achieved_on)
    if known.filter(withdrawn_at__isnull=True).exists():
        raise RecordedAlready
    return Certificate.objects.create(
        user=person,
        module=module,
        source=source,
        achieved_on=achieved_on,
        expires_on=_last_day(achieved_on, SupportRules.load().certificate_months),
        recorded_by=by,
        recorded_at=at,
    )


@transaction.atomic
def withdraw_certificate(certificate: Certificate, *, by: User, at: datetime) -> Certificate:
    """Let a certificate count no longer; one that was withdrawn before keeps who did and when."""
    held = Certificate.objects.select_for_update().get(pk=certificate.pk)
    if held.withdrawn_at is None:
        held.withdrawn_at, held.withdrawn_by = at, by
        held.save(update_fields=["withdrawn_at", "withdrawn_by"])
    return held


def _last_day(achieved_on: date, months: int) -> date | None:
    """So many months later, on the month's last day where it is shorter; None for ever."""
    if months == 0:
        return None
    years, month = divmod(achieved_on.month - 1 + months, 12)
    year, month = achieved_on.year + years, month + 1
    return date(year, month, min(achieved_on.day, monthrange(year, month)[1]))
