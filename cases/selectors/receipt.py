"""The receipt of a case: what we got, what happens next, by when, and what it costs (B3.1, B7)."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.choices import CaseType
from accounts.timewords import moment_words
from cases.choices import MessageKind
from cases.models import Attachment, Case
from cases.selectors.registration import TYPES, Words
from cases.selectors.standing import Due, deadlines_url, due_words, for_customer
from sla.models import Clock
from sla.opening import Openness, opening_state


@dataclass(frozen=True)
class Receipt:
    """`starts` and `done` are promises, which only a programming error has."""

    next: str
    turn: str
    starts: Due | None
    done: Due | None
    people: list[str]
    files: list[Attachment]
    terms: Words
    is_free: bool
    opening: str


def receipt_of(case: Case, *, at: datetime) -> Receipt:
    """What we say about a case we have just got. Goals of our own are no promises (B5.7)."""
    words = TYPES[CaseType(case.case_type)]
    followers = case.followers.select_related("user")
    first = case.messages.filter(kind=MessageKind.CUSTOMER).prefetch_related("attachments").first()
    return Receipt(
        next=_next(case),
        turn=_turn(case),
        starts=_promised(case, case.handling_clock, at=at),
        done=_promised(case, case.resolution_clock, at=at),
        people=[case.contact.full_name, *(follower.user.full_name for follower in followers)],
        files=list(first.attachments.all()) if first else [],
        terms=words.terms,
        is_free=words.is_free,
        opening=_opening(at),
    )


def _turn(case: Case) -> str:
    if case.is_handled or case.awaits_customer:
        return _("Open the case to see how it stands now.")
    return _("It is our turn. You need not do anything now.")


def _next(case: Case) -> str:
    return {
        CaseType.SUPPORT_REQUEST: _("A product specialist reads your request and answers you."),
        CaseType.PROGRAMMING_ERROR: _(
            "A product specialist takes the case up and confirms its service level. "
            "If the level changes, you see the reason."
        ),
        CaseType.WISH: _("The product group weighs the wish. We tell you what was decided."),
        CaseType.WORK_ORDER: _("A consultant makes you a quotation. You approve or decline it."),
    }[CaseType(case.case_type)]


def _promised(case: Case, clock: Clock | None, *, at: datetime) -> Due | None:
    """By when a promise is to be kept; None for a case that is promised nothing (now)."""
    if not clock or not case.is_error:
        return None
    due = Due("run", clock.due_at, moment_words(clock.due_at, now=at))
    if clock.is_running:
        due = for_customer(due_words(clock.due_at, at=at))
    return replace(due, url=deadlines_url(case))


def _opening(at: datetime) -> str:
    """When we open, said only while we are closed."""
    state = opening_state(at)
    return state.sentence if state and state.state != Openness.OPEN else ""
