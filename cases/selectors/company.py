"""A SuperUser's own company: rows of its cases, what is open, what was handled lately."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import BooleanField, ExpressionWrapper, F, Prefetch, Q, When
from django.db.models import Case as Either
from django.utils.translation import gettext as _

from accounts import timewords
from accounts.choices import CaseType
from accounts.models import User
from cases.choices import EventKind, Stage
from cases.models import Case, CaseEvent, Question, Quotation
from cases.querysets import CaseQuerySet
from cases.selectors.last_event import last_events, sentence
from cases.selectors.standing import (
    Due,
    State,
    deadlines_url,
    doing_words,
    next_due_for_customer,
    state_for_customer,
)
from cases.selectors.your_turn import what_is_asked

OPEN_SHOWN = 100
HANDLED_SHOWN = 5

# As `Case.awaits_customer`, for the database.
AWAITS_CUSTOMER = (
    Q(waiting_since__isnull=False) | Q(closes_at__isnull=False) | Q(stage=Stage.APPROVAL)
)
YOURS_FIRST = ExpressionWrapper(AWAITS_CUSTOMER, output_field=BooleanField()).desc()
# Only programming errors have promised times; goals of our own order nothing here (B5.7).
_NEAREST_PROMISE = Either(
    When(case_type=CaseType.PROGRAMMING_ERROR, then=F("next_due_at")), default=None
).asc(nulls_last=True)


@dataclass(frozen=True)
class CompanyRow:
    """One case as its company reads it in a list; `asks` when `what` asks something of them."""

    case: Case
    state: State
    what: str
    due: Due | None
    registered_by: str = ""
    asks: bool = False


def open_rows(user: User, *, at: datetime) -> list[CompanyRow]:
    """The company's open cases, those that wait for it first, then the nearest promise."""
    cases = Case.objects.worked_on_by(user).unhandled().for_a_company_list()
    ordered = cases.order_by(YOURS_FIRST, _NEAREST_PROMISE, "-number")
    asked = ordered.prefetch_related(
        Prefetch(
            "questions",
            Question.objects.unanswered().select_related("asked_by"),
            to_attr="open_questions",
        ),
        Prefetch("quotations", Quotation.objects.pending(), to_attr="open_quotations"),
    )
    shown = list(asked[:OPEN_SHOWN])
    events = last_events(shown, user)
    return [
        _row_that_asks(case, at=at)
        if case.awaits_customer
        else _row_under_way(case, events.get(case.pk), at=at)
        for case in shown
    ]


def handled_rows(user: User, *, at: datetime) -> list[CompanyRow]:
    """The few cases that were handled last."""
    cases = (
        Case.objects.worked_on_by(user)
        .handled()
        .order_by("-handled_at", "-pk")
        .for_a_company_list()
    )
    return rows(cases[:HANDLED_SHOWN], user, at=at)


def rows(cases: CaseQuerySet | Sequence[Case], user: User, *, at: datetime) -> list[CompanyRow]:
    """Cases as rows, each with the last that happened to it: one query for them all."""
    shown = list(cases)
    events = last_events(shown, user)
    return [_row(case, events.get(case.pk), at=at) for case in shown]


def _row(case: Case, event: CaseEvent | None, *, at: datetime) -> CompanyRow:
    says_who = event is not None and event.kind == EventKind.REGISTERED
    return CompanyRow(
        case=case,
        state=state_for_customer(case),
        what=_happened(event, at=at),
        due=due_in_a_row(case, at=at),
        registered_by="" if says_who else case.registered_by.full_name,
    )


def _row_under_way(case: Case, event: CaseEvent | None, *, at: datetime) -> CompanyRow:
    row = _row(case, event, at=at)
    doing = doing_words(case) if case.taken_up_at else ""
    stage = State(row.state.kind, str(Stage(case.stage).label))
    return replace(row, state=stage, what=f"{row.what} {doing}".strip())


def _row_that_asks(case: Case, *, at: datetime) -> CompanyRow:
    word, asked = what_is_asked(case, at=at)
    return CompanyRow(
        case=case,
        state=State("act", word),
        what=asked,
        due=due_in_a_row(case, at=at),
        asks=True,
    )


def _happened(event: CaseEvent | None, *, at: datetime) -> str:
    return sentence(event, when=timewords.moment_words(event.at, now=at)) if event else ""


def due_in_a_row(case: Case, *, at: datetime) -> Due | None:
    """What has a time: our promise, the closing by silence, or since when our clock stands."""
    if case.is_handled:
        return None
    if promised := next_due_for_customer(case, at=at):
        return promised
    if case.closes_at:
        left = timewords.span_words(case.closes_at - at) if case.closes_at > at else ""
        words = timewords.moment_words(case.closes_at, now=at)
        return Due("run", case.closes_at, words, left, _("the case closes"), deadlines_url(case))
    if case.waiting_since and case.is_error:
        today = timewords.local(at).date()
        day = timewords.day_words(timewords.local(case.waiting_since).date(), today=today)
        since = _("since %(day)s") % {"day": day}
        paused = _("Our clock is paused")
        return Due("pause", case.waiting_since, paused, since, url=deadlines_url(case))
    return None
