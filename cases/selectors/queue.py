"""The desk's queue: its views, its rows by urgency, its counts. Constant queries, no COUNT(*)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from django.utils.translation import gettext as _

from accounts import timewords
from accounts.models import User
from cases.models import Case
from cases.querysets import CappedCount, CaseQuerySet
from cases.selectors.standing import Due, State, next_due, state_for_desk

PAGE_SIZE = 50
# Counting stops here: "99+" says enough, and the database never counts a backlog.
COUNT_CAP = 100

VIEWS = ("team", "mine", "untaken", "overdue", "today", "waiting")
# In an address, in place of the deadline of a case that has none now.
_UNDATED = "none"


@dataclass(frozen=True)
class QueueRow:
    """One row, all of it in words already."""

    pk: int
    url: str
    reference: str
    subject: str
    customer: str
    level: int | None
    case_type: str
    type_name: str
    state: State
    due: Due | None
    customer_wrote: str
    awaits_reply: bool
    at_stake: bool
    initials: str
    owner_name: str

    @property
    def glyph(self) -> str:
        return f"st-{self.state.kind}"

    @property
    def colour(self) -> str:
        return f"g-{self.state.kind}"


@dataclass(frozen=True)
class QueueGroup:
    """Cases of one urgency; `goes_on` when the next page may hold more of them."""

    name: str
    cases: list[Case]
    goes_on: bool


@dataclass(frozen=True)
class QueuePage:
    groups: list[QueueGroup]
    next_after: str


def end_of_today(at: datetime) -> datetime:
    day = timewords.local(at).replace(hour=0, minute=0, second=0, microsecond=0)
    return day + timedelta(days=1)


def of_view(cases: CaseQuerySet, view: str, *, user: User, at: datetime) -> CaseQuerySet:
    """Keep the cases of one view of the rail. An unknown view is the first."""
    match view:
        case "mine":
            return cases.filter(owner=user)
        case "untaken":
            return cases.untaken()
        case "overdue":
            return cases.overdue(at)
        case "waiting":
            return cases.awaiting_customer()
        case "today":
            return cases.due_within(at, end_of_today(at))
        case _:
            return cases


def in_scope(user: User, team: int | None) -> CaseQuerySet:
    """The open cases a person of the desk works with: one team's, or everybody's."""
    cases = Case.objects.visible_to(user).unhandled()
    return cases.filter(team=team) if team else cases


def counts(user: User, team: int | None, *, at: datetime) -> dict[str, int]:
    """How many cases each view holds, up to COUNT_CAP, in one query."""
    scope = in_scope(user, team)
    everywhere = in_scope(user, None)
    numbers = [
        CappedCount(
            of_view(everywhere if view == "mine" else scope, view, user=user, at=at)
            .order_by()
            .values("pk")[:COUNT_CAP]
        )
        for view in VIEWS
    ]
    found = User.objects.filter(pk=user.pk).values_list(*numbers).get()
    return dict(zip(VIEWS, found, strict=True))


def page(cases: CaseQuerySet, *, at: datetime) -> QueuePage:
    """One page of rows in groups of urgency, and where the next page begins ("" at the end)."""
    found = list(cases.by_deadline().for_the_queue()[: PAGE_SIZE + 1])
    shown = found[:PAGE_SIZE]
    more = len(found) > PAGE_SIZE
    return QueuePage(
        groups=list(_groups(shown, at=at, more=more)),
        next_after=_mark(shown[-1]) if more else "",
    )


def _mark(case: Case) -> str:
    due_at = case.next_due_at
    return f"{due_at.timestamp():.6f}-{case.pk}" if due_at else f"{_UNDATED}-{case.pk}"


def read_mark(mark: str) -> tuple[datetime | None, int] | None:
    """Where a page begins, from its address; None for the first page or a spoilt address.

    A page that begins among the cases without a deadline has none in its mark.
    """
    moment, _dash, pk = mark.rpartition("-")
    try:
        if moment == _UNDATED:
            return None, int(pk)
        return datetime.fromtimestamp(float(moment), tz=timewords.HELSINKI), int(pk)
    except (ValueError, OverflowError, OSError):
        return None


def _groups(cases: Sequence[Case], *, at: datetime, more: bool) -> Iterator[QueueGroup]:
    bounds = _bounds(at)
    for name, members in groupby(cases, key=lambda case: _group_of(case, bounds)):
        found = list(members)
        yield QueueGroup(name, found, goes_on=more and found[-1] is cases[-1])


def _bounds(at: datetime) -> list[tuple[datetime, str]]:
    today = end_of_today(at)
    week = today + timedelta(days=6 - timewords.local(at).weekday())
    return [
        (at, _("Overdue")),
        (today, _("Today")),
        (week, _("This week")),
        (week + timedelta(days=7), _("Next week")),
    ]


def _group_of(case: Case, bounds: list[tuple[datetime, str]]) -> str:
    if case.next_due_at is None:
        return _("Nothing due now")
    for until, name in bounds:
        if case.next_due_at < until:
            return name
    return _("Later")


def queue_row(case: Case, *, at: datetime) -> QueueRow:
    wrote = case.customer_wrote_at
    return QueueRow(
        pk=case.pk,
        url=case.get_absolute_url(),
        reference=case.reference,
        subject=case.subject,
        customer=case.customer.name,
        level=case.level_id,
        case_type=case.case_type,
        type_name=case.get_case_type_display(),
        state=state_for_desk(case, at=at),
        due=next_due(case, at=at, brief=True),
        customer_wrote=timewords.brief_moment_words(wrote, now=at) if wrote else "",
        awaits_reply=case.awaits_reply,
        at_stake=case.at_stake,
        initials=case.owner.initials if case.owner else "",
        owner_name=case.owner.full_name if case.owner else _("Not taken up"),
    )
