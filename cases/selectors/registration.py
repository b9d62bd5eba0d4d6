"""What the page for a new case offers: the four types, what each asks, what it costs (B3, B7)."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.choices import CaseType
from accounts.models import User
from cases.models import Draft, DraftFile

Words = str | Promise

# The want that a picture among the files fulfils.
PICTURE = "files"


@dataclass(frozen=True)
class TypeWords:
    """One type of case as its tile, its price and its button say it."""

    icon: str
    label: Words
    about: Words
    price: Words
    terms: Words
    send: Words
    happened: Words
    is_free: bool = True


_FREE = _("Free of charge")

TYPES: dict[CaseType, TypeWords] = {
    CaseType.SUPPORT_REQUEST: TypeWords(
        icon="life-buoy",
        label=CaseType.SUPPORT_REQUEST.label,
        about=_("How something is done, or the connection does not work"),
        price=_FREE,
        terms=_("Free of charge. If it turns out to be work that is billed, we ask you first."),
        send=_("Send the support request"),
        happened=_("What do you want to do?"),
    ),
    CaseType.PROGRAMMING_ERROR: TypeWords(
        icon="bug",
        label=CaseType.PROGRAMMING_ERROR.label,
        about=_("The program does something wrong. You get a deadline at once"),
        price=_("Free"),
        terms=_("We never bill you for programming errors."),
        send=_("Send the programming error"),
        happened=_("What happened?"),
    ),
    CaseType.WISH: TypeWords(
        icon="lightbulb",
        label=CaseType.WISH.label,
        about=_("An idea that would make the product better"),
        price=_("Free"),
        terms=_("Wishes are free of charge."),
        send=_("Send the wish"),
        happened=_("What do you wish for?"),
    ),
    CaseType.WORK_ORDER: TypeWords(
        icon="wrench",
        label=CaseType.WORK_ORDER.label,
        about=_("Configuration, reports, interfaces, training"),
        price=_("Billed by quotation"),
        terms=_("Billed by quotation. Nothing starts before your approval."),
        send=_("Send the work order"),
        happened=_("What do you need?"),
        is_free=False,
    ),
}

# What a type asks beside subject and description; B3.2 names the facts.
ASKED: dict[CaseType, tuple[str, ...]] = {
    CaseType.SUPPORT_REQUEST: ("since", "affected", "environment"),
    CaseType.PROGRAMMING_ERROR: (
        *("steps", "expected", "since", "environment", "people"),
        "level",
    ),
    CaseType.WISH: ("benefit",),
    CaseType.WORK_ORDER: ("wanted_on",),
}

# What is asked beside the level while an error is registered, to advise on it (B5).
ADVISING = ("work", "way_round", "advised", "at_stake")

# What helps us to begin, by the field that tells it.
_WANTED: dict[CaseType, dict[str, Words]] = {
    CaseType.SUPPORT_REQUEST: {
        "description": pgettext_lazy("useful fact", "What you want to do"),
        PICTURE: pgettext_lazy("useful fact", "A screenshot"),
        "environment": pgettext_lazy("useful fact", "Browser or version"),
    },
    CaseType.PROGRAMMING_ERROR: {
        "description": pgettext_lazy("useful fact", "What happened"),
        "steps": pgettext_lazy("useful fact", "What you did, step by step"),
        "since": pgettext_lazy("useful fact", "Since when"),
        "people": pgettext_lazy("useful fact", "How many are affected"),
        "environment": pgettext_lazy("useful fact", "Browser or version"),
        PICTURE: pgettext_lazy("useful fact", "A screenshot"),
    },
    CaseType.WISH: {
        "description": pgettext_lazy("useful fact", "What you wish for"),
        "benefit": pgettext_lazy("useful fact", "What it would help"),
    },
    CaseType.WORK_ORDER: {
        "description": pgettext_lazy("useful fact", "What you need"),
        "wanted_on": pgettext_lazy("useful fact", "By when you need it"),
    },
}


@dataclass(frozen=True)
class Want:
    """A useful fact, and whether it has been told."""

    name: str
    text: Words
    is_there: bool


def type_named(text: str) -> CaseType | None:
    """The case type of this name, if there is one."""
    return CaseType(text) if text in CaseType.values else None


def wants(
    case_type: CaseType | None, told: Callable[[str], object], files: Collection[DraftFile]
) -> list[Want]:
    """The facts that get us started, and which of them are there already."""
    has_picture = any(file.is_picture for file in files)
    return [
        Want(name, text, has_picture if name == PICTURE else bool(str(told(name) or "").strip()))
        for name, text in (_WANTED[case_type] if case_type else {}).items()
    ]


@dataclass(frozen=True)
class Unfinished:
    """A half-written case, as the list offers it."""

    draft: Draft
    subject: str
    label: Words


def unfinished(user: User, *, but: UUID | None = None) -> list[Unfinished]:
    """One's own half-written cases, the latest first."""
    drafts = Draft.objects.visible_to(user).filter(customer=user.company)
    return [_unfinished(draft, draft.fields) for draft in drafts if draft.key != but]


def _unfinished(draft: Draft, fields: Mapping[str, object]) -> Unfinished:
    case_type = type_named(str(fields.get("case_type", "")))
    label = TYPES[case_type].label if case_type else ""
    return Unfinished(draft, str(fields.get("subject", "")).strip(), label)
