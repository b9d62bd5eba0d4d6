from datetime import datetime

from django.db import transaction

from accounts.models import User
from cases.choices import EventKind, LinkKind
from cases.models import Case, CaseLink
from cases.services.recording import lock, record, save
from cases.transitions import IllegalMove


@transaction.atomic
def link(case: Case, *, other: Case, kind: LinkKind, by: User, at: datetime) -> CaseLink:
    """Say what one case is to another. Said once more with another meaning, the later counts.

    Raises IllegalMove for a case and itself. Customers see a link when both ends are theirs.
    """
    if case.pk == other.pk:
        raise IllegalMove("a case is not linked to itself")
    case = lock(case)
    found, is_new = CaseLink.objects.get_or_create(case=case, other=other, defaults={"kind": kind})
    if not is_new and found.kind == kind:
        return found
    found.kind = kind
    found.save(update_fields=["kind"])
    save(case)
    record(case, EventKind.LINKED, by=by, at=at, other=other)
    return found


@transaction.atomic
def unlink(link: CaseLink, *, by: User, at: datetime) -> None:
    """Take a link away; gone already, it stays gone."""
    case = lock(link.case)
    gone, _rows = CaseLink.objects.filter(pk=link.pk).delete()
    if gone:
        save(case)
        record(case, EventKind.UNLINKED, by=by, at=at, other=link.other)
