"""The first line of a case page: whose turn, by when, what next, in one sentence."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.timewords import moment_words
from cases.models import Case
from cases.selectors.standing import doing_words


@dataclass(frozen=True)
class NextLine:
    """One sentence, one quiet line of consequence; `kind` is act, late, run or done."""

    kind: str
    says: str
    quiet: str


def next_for_customer(case: Case, *, at: datetime) -> NextLine:
    """What the customer may expect next (B4)."""
    if case.handled_at:
        when = {"when": moment_words(case.handled_at, now=at)}
        return NextLine("done", _("The case was handled %(when)s.") % when, "")
    if case.taken_up_at is None:
        return _before_start(case, at=at)
    return _under_way(case, at=at)


def _before_start(case: Case, *, at: datetime) -> NextLine:
    assert case.next_due_at is not None
    when = {"when": moment_words(case.next_due_at, now=at)}
    if case.next_due_at < at:
        quiet = _("We should have started %(when)s.") % when
        says = _("We did not start in time. The team and its manager know.")
        return NextLine("late", says, quiet)
    says = _("We start at the latest %(when)s.") % when
    quiet = _("You can add facts or files at any time. It is our turn.")
    return NextLine("run", says, quiet)


def _under_way(case: Case, *, at: datetime) -> NextLine:
    name = case.owner_name
    doing = doing_words(case.stage)
    if case.next_due_at is None:
        return NextLine("run", _("%(name)s is working on the case.") % {"name": name}, doing)
    facts = {"name": name, "when": moment_words(case.next_due_at, now=at)}
    if case.next_due_at < at:
        says = _("We missed our target. %(name)s goes on with the case.") % facts
        quiet = _("The target was %(when)s.") % facts
        return NextLine("late", says, f"{quiet} {doing}".strip())
    says = _("%(name)s is working on the case. Our target is %(when)s.") % facts
    return NextLine("run", says, doing)


def next_for_desk(case: Case, *, at: datetime) -> NextLine:
    """What the desk has to do next."""
    if case.handled_at:
        when = {"when": moment_words(case.handled_at, now=at)}
        return NextLine("done", _("Handled %(when)s.") % when, "")
    assert case.next_due_at is not None
    when = {"when": moment_words(case.next_due_at, now=at)}
    late = case.next_due_at < at
    if case.taken_up_at is None:
        says = _("Handling should have started %(when)s.") if late else _("Take up by %(when)s.")
        return NextLine("late" if late else "act", says % when, "")
    says = _("The target was %(when)s.") if late else _("Target for the solution: %(when)s.")
    turn = _("The customer waits for an answer.") if case.awaits_reply else ""
    return NextLine("late" if late else "act" if turn else "run", says % when, turn)
