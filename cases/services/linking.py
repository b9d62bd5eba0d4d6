from datetime import datetime

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from cases.choices import EventKind, LinkKind
from cases.models import Case, CaseLink
from cases.services.recording import lock, record, save
from cases.transitions import IllegalMove


@transaction.atomic
def link(case: Case, *, other: Case, kind: LinkKind, by: User, at: datetime) -> CaseLink:
    """Say what one case is to another. Two cases have one link: said once more, the later counts.

    Raises IllegalMove for a case and itself. Customers see a link when both ends are theirs.
    """
    if case.pk == other.pk:
        raise IllegalMove("a case is not linked to itself")
    case, other = lock_both(case, other)
    said = CaseLink.objects.filter(case=case, other=other, kind=kind).first()
    if said:
        return said
    tie = tie_together(case, other, kind)
    save(case, at=at)
    record(case, EventKind.LINKED, by=by, at=at, other=other)
    return tie


@transaction.atomic
def unlink(link: CaseLink, *, by: User, at: datetime) -> None:
    """Take a link away; gone already, it stays gone."""
    case = lock(link.case)
    gone, _rows = CaseLink.objects.filter(pk=link.pk).delete()
    if gone:
        save(case, at=at)
        record(case, EventKind.UNLINKED, by=by, at=at, other=link.other)


def lock_both(case: Case, other: Case) -> tuple[Case, Case]:
    """Lock both in the order of their ids: two who do this crosswise cannot get stuck."""
    locked = {each.pk: lock(each) for each in sorted((case, other), key=lambda each: each.pk)}
    return locked[case.pk], locked[other.pk]


def tie_together(case: Case, other: Case, kind: LinkKind) -> CaseLink:
    """Make this the one link of two locked cases, whatever they were to each other before."""
    either = Q(case=case, other=other) | Q(case=other, other=case)
    CaseLink.objects.filter(either).delete()
    return CaseLink.objects.create(case=case, other=other, kind=kind)
