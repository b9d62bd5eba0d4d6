"""Cases that belong to a case: links in both directions, with what each is to this one."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from accounts.models import User
from cases.choices import LinkKind
from cases.models import Case, CaseLink
from cases.querysets import CaseQuerySet


@dataclass(frozen=True)
class Relative:
    """Another case, and what it is to this one. `link` may be taken away where it is ours."""

    meaning: str
    case: Case
    link: CaseLink


def knowing_links(cases: CaseQuerySet) -> CaseQuerySet:
    """The same cases, each with `is_linked`: whether it is worth asking for linked ones."""
    links = CaseLink.objects.filter(Q(case=OuterRef("pk")) | Q(other=OuterRef("pk")))
    return cases.annotate(is_linked=Exists(links))


def relatives_of(case: Case, user: User) -> list[Relative]:
    """The linked cases this person may see, in one query; none when it has no links."""
    if not case.is_linked:  # type: ignore[attr-defined]
        return []
    links = (
        CaseLink.objects.visible_to(user)
        .filter(Q(case=case) | Q(other=case))
        .select_related("case__customer", "other__customer")
    )
    return [
        Relative(str(LinkKind(link.kind).label), link.other, link)
        if link.case_id == case.pk
        else Relative(_seen_from_the_other(link.kind), link.case, link)
        for link in links
    ]


def _seen_from_the_other(kind: str) -> str:
    return {
        LinkKind.DUPLICATE_OF: _("Has the duplicate"),
        LinkKind.SAME_FAULT_AS: _("Same fault as"),
        LinkKind.FOLLOW_UP_OF: _("Has the follow-up"),
        LinkKind.SPLIT_FROM: _("Split off from here"),
    }[LinkKind(kind)]
