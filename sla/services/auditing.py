"""The nightly audit: every running clock counted again from its raw rows (B5)."""

from datetime import datetime, timedelta

import structlog
from django.db import transaction

from accounts.choices import Role
from accounts.models import User
from accounts.notices import services as notices
from sla import audit_words
from sla.levels import levels_in_use
from sla.models import Clock, ClockAudit, ClockDifference
from sla.selectors import plan_of, records_of

log = structlog.get_logger(__name__)

# A night's audit that was cut off goes on; an older one has been overtaken by the next night.
_ONE_NIGHT = timedelta(hours=12)


@transaction.atomic
def audit_clocks(*, limit: int, at: datetime) -> bool:
    """Recount the next clocks of tonight's audit, beginning one if there is none; tell if more wait.

    Nothing is mended: a difference is a fault of ours that a person must see. The clocks are not
    locked; one that an action changes meanwhile is counted as it was read. Clocks that an edited
    calendar has still to re-plan, and those that have just passed a step, are left to their sweep.
    """
    audit = _tonights(at)
    if audit.ended_at:
        return False
    following = Clock.objects.running().filter(pk__gt=audit.reached).order_by("pk")
    clocks = list(following.select_related("calendar")[:limit])
    settled = [clock for clock in clocks if clock.calendar_version == clock.calendar.version]
    ClockDifference.objects.bulk_create(_differences(audit, settled, at=at), ignore_conflicts=True)
    audit.checked += len(settled)
    if clocks:
        audit.reached = clocks[-1].pk
    if len(clocks) < limit:
        _end(audit, at=at)
    audit.save(update_fields=["reached", "checked", "ended_at"])
    return audit.ended_at is None


def _tonights(at: datetime) -> ClockAudit:
    """Return the audit of this night, locked; what an earlier night left open is ended first."""
    tonight = ClockAudit.objects.filter(began_at__gt=at - _ONE_NIGHT).order_by("-pk")
    if found := tonight.select_for_update().first():
        return found
    ClockAudit.objects.filter(ended_at=None).update(ended_at=at)
    return ClockAudit.objects.create(began_at=at)


def _differences(audit: ClockAudit, clocks: list[Clock], *, at: datetime) -> list[ClockDifference]:
    records, levels = records_of(clocks), levels_in_use()
    counted = [(clock, plan_of(clock, records[clock.pk], levels, at=at)) for clock in clocks]
    return [
        ClockDifference(
            audit=audit, clock=clock, held_due_at=clock.due_at, counted_due_at=plan.due_at
        )
        for clock, plan in counted
        if plan.due_at != clock.due_at
    ]


def _end(audit: ClockAudit, *, at: datetime) -> None:
    audit.ended_at, count = at, audit.differences.count()
    log.info("clocks_audited", audit=audit.pk, checked=audit.checked, differences=count)
    if count:
        log.error("clocks_differ", audit=audit.pk, differences=count)
        notices.tell(
            User.objects.with_role(Role.ADMINISTRATOR),
            kind=audit_words.NAME,
            key=f"clock-audit-{audit.pk}",
            context={"audit": audit.pk, "count": count},
            at=at,
        )
