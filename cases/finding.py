"""Cases as search knows them: their subject and what was written publicly (B3.4, B9).

What the desk notes for itself is not there, so no search can betray it.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.timewords import date_words, local
from cases.choices import PUBLIC_MESSAGES
from cases.models import Case, Message
from cases.querysets import TYPES_OF_ROLE
from cases.selectors.standing import state_for_customer, state_for_desk
from knowledgebase.search.choices import Kind, Reach
from knowledgebase.search.sources import Description, Section, Shown, Source

AT_ONCE = 1000
# Of each message; a pasted log says little by its thousandth line.
_LONGEST = 3000


def describe(keys: Sequence[str]) -> Iterable[Description]:
    """The cases with these ids."""
    texts: dict[int, list[str]] = {}
    ids = [int(key) for key in keys]
    public = Message.objects.filter(case__in=ids, kind__in=PUBLIC_MESSAGES).order_by("pk")
    for number, body in public.values_list("case", "body"):
        texts.setdefault(number, []).append(body[:_LONGEST])
    for case in Case.objects.filter(pk__in=ids).order_by("pk").select_related("contact"):
        yield Description(
            key=str(case.pk),
            language=case.contact.language,
            title=case.subject,
            sections=[Section("", "", text) for text in (_names(case), *texts.get(case.pk, ()))],
            reach=Reach.PUBLIC,
            customer=case.customer_id,
            shelf=case.case_type,
            module=case.module_id,
            visible_from=case.received_at,
            changed_at=case.received_at,
        )


def _names(case: Case) -> str:
    """What a case is called by: SO-104217, and the number alone."""
    return f"{case.reference} {case.number}"


def keys(after: str) -> Sequence[str]:
    """The next cases in order of their ids."""
    found = Case.objects.filter(pk__gt=int(after or 0)).order_by("pk")
    return [str(pk) for pk in found.values_list("pk", flat=True)[:AT_ONCE]]


def show(
    found: Sequence[tuple[str, str]], user: User, at: datetime
) -> dict[tuple[str, str], Shown]:
    """Those of these cases that a person sees, of the company they work for now."""
    language_of = dict(found)
    cases = Case.objects.worked_on_by(user).filter(pk__in=list(language_of))
    return {
        (str(case.pk), language_of[str(case.pk)]): _shown(case, user, at=at)
        for case in cases.select_related("contact", "customer", "owner")
    }


def _shown(case: Case, user: User, *, at: datetime) -> Shown:
    day = date_words(local(case.received_at).date(), today=local(at).date())
    if user.is_desk:
        words, who = _("Case"), f"{case.customer.name}, {day}"
        state = state_for_desk(case, at=at)
    else:
        words, who = _("Your own case"), f"{case.contact.full_name}, {day}"
        state = state_for_customer(case)
    return Shown(
        url=case.get_absolute_url(),
        icon="history",
        what=f"{words}, {case.reference}",
        title=case.subject,
        note=f"{state.word}. {who}",
    )


def shelves(user: User) -> Sequence[str] | None:
    """The types a role works with; None for those who see them all."""
    types = TYPES_OF_ROLE.get(user.role)
    return None if types is None or len(types) == 4 else types


CASES = Source(
    kind=Kind.CASE,
    describe=describe,
    keys=keys,
    show=show,
    shelves=shelves,
    is_knowledge=False,
)
