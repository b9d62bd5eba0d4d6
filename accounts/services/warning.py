"""Telling people in time that a certificate of theirs ends (B2.2)."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from accounts.models import Certificate, CustomerModule, SupportRules
from accounts.notices import services as notices
from accounts.notices.services import Telling
from accounts.querysets import CertificateQuerySet
from accounts.timewords import local

ENDS = "certificate.ends"


@transaction.atomic
def warn_of_ending_certificates(*, limit: int, at: datetime) -> int:
    """Tell some of those whose certificate ends soon, each once; return how many were looked at.

    Nobody hears of one that a newer one outlasts, or of a module that no company of theirs has.
    """
    today = local(at).date()
    until = today + timedelta(days=SupportRules.load().warning_days)
    due = list(_unwarned(today, until).select_for_update(skip_locked=True, of=("self",))[:limit])
    if not due:
        return 0
    ending = _missed_when_ended(Certificate.objects.filter(pk__in=[each.pk for each in due]))
    notices.tell_each(
        Telling(
            [certificate.user],
            kind=ENDS,
            key=f"certificate-{certificate.pk}.ends",
            context={"certificate": certificate.pk},
            at=at,
        )
        for certificate in ending.select_related("user")
    )
    Certificate.objects.filter(pk__in=[each.pk for each in due]).update(warned_at=at)
    return len(due)


def _unwarned(today: date, until: date) -> CertificateQuerySet:
    soon = {"expires_on__gte": today, "expires_on__lte": until}
    waiting = Certificate.objects.filter(warned_at__isnull=True, withdrawn_at__isnull=True, **soon)
    return waiting.order_by("expires_on", "pk")


def _missed_when_ended(certificates: CertificateQuerySet) -> CertificateQuerySet:
    """Keep those whose end takes something away from the person."""
    own = {"user": OuterRef("user"), "module": OuterRef("module")}
    others = Certificate.objects.filter(**own, withdrawn_at__isnull=True)
    longer = Q(expires_on__isnull=True) | Q(expires_on__gt=OuterRef("expires_on"))
    licences = CustomerModule.objects.filter(
        module=OuterRef("module"),
        customer__superusers__user=OuterRef("user"),
        customer__superusers__ended_on__isnull=True,
    )
    return certificates.filter(~Exists(others.filter(longer)), Exists(licences))
