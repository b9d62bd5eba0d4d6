"""The first line of a case page: whose turn, by when, what next, in one sentence."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.money import euros
from accounts.timewords import local, moment_words, weekday_words
from cases.choices import Outcome
from cases.models import Case
from cases.selectors.standing import doing_words
from cases.selectors.turn import CustomersTurn
from sla.selectors import due_if_resumed


@dataclass(frozen=True)
class NextLine:
    """One sentence, one quiet line of consequence; `kind` is act, late, run, pause or done.

    `action` names what the reader can do about it right here: answer, solution or quotation.
    """

    kind: str
    says: str
    quiet: str = ""
    action: str = ""


def next_for_customer(
    case: Case, turn: CustomersTurn, *, at: datetime, reopens_until: datetime | None
) -> NextLine:
    """What the customer may expect next, or is asked to do (B4)."""
    if case.handled_at:
        return _handled(case, at=at, reopens_until=reopens_until)
    if case.waiting_since:
        return _question(case, turn, at=at)
    if case.closes_at:
        closes = {"when": moment_words(case.closes_at, now=at)}
        quiet = _("We close the case %(when)s unless we hear from you.") % closes
        return NextLine("act", _("We solved it. Does it work now?"), quiet, "solution")
    if turn.quotation:
        price = {"price": euros(turn.quotation.price)}
        says = _("The work costs %(price)s, VAT 0 %%. May we start?") % price
        return NextLine("act", says, _("Nothing starts before your yes."), "quotation")
    if case.taken_up_at is None:
        return _before_start(case, at=at)
    return _under_way(case, at=at)


def _handled(case: Case, *, at: datetime, reopens_until: datetime | None) -> NextLine:
    assert case.handled_at
    when = {"when": moment_words(case.handled_at, now=at)}
    says = {
        Outcome.SOLVED: _("The case was solved %(when)s."),
        Outcome.DECLINED: _("We declined the case %(when)s."),
        Outcome.WITHDRAWN: _("The case was withdrawn %(when)s."),
        Outcome.MERGED: _("The case was merged %(when)s and goes on in another one."),
    }[Outcome(case.outcome)]
    if reopens_until is None:
        return NextLine("done", says % when)
    quiet = {
        Outcome.DECLINED: _("If you disagree, you can reopen the case until %(until)s."),
        Outcome.WITHDRAWN: _("If you need it after all, you can reopen it until %(until)s."),
    }.get(
        Outcome(case.outcome),
        _("If it is not right, you can reopen the case until %(until)s."),
    )
    return NextLine("done", says % when, quiet % {"until": moment_words(reopens_until, now=at)})


def _question(case: Case, turn: CustomersTurn, *, at: datetime) -> NextLine:
    name = turn.question.asked_by.first_name if turn.question else "SoftOne"
    facts = {"name": name, "question": turn.question.text if turn.question else ""}
    says = _("%(name)s is waiting for your answer: %(question)s") % facts
    clock = case.resolution_clock
    if not (case.is_error and clock and clock.is_paused):
        return NextLine("act", says, _("The case goes on when you reply."), "answer")
    target = {"when": moment_words(due_if_resumed(clock, at=at), now=at)}
    quiet = _("Our clock is paused until you reply. If you reply now, the target is %(when)s.")
    return NextLine("act", says, quiet % target, "answer")


def _before_start(case: Case, *, at: datetime) -> NextLine:
    quiet = _("You can add facts or files at any time. It is our turn.")
    if not case.is_error:
        return NextLine("run", _("The case is with our product specialists."), quiet)
    assert case.next_due_at is not None
    when = {"when": moment_words(case.next_due_at, now=at)}
    if case.next_due_at < at:
        quiet = _("We should have started %(when)s.") % when
        says = _("We did not start in time. The team and its manager know.")
        return NextLine("late", says, quiet)
    return NextLine("run", _("We start at the latest %(when)s.") % when, quiet)


def _under_way(case: Case, *, at: datetime) -> NextLine:
    facts = {"name": case.owner_name}
    working = _("%(name)s is working on the case.") % facts
    doing = " ".join(filter(None, [doing_words(case), promised_words(case, at=at)]))
    if not case.is_error or case.next_due_at is None:
        return NextLine("run", working, doing)
    facts["when"] = moment_words(case.next_due_at, now=at)
    if case.next_due_at < at:
        says = _("We missed our target. %(name)s goes on with the case.") % facts
        quiet = _("The target was %(when)s.") % facts
        return NextLine("late", says, f"{quiet} {doing}".strip())
    says = _("%(name)s is working on the case. Our target is %(when)s.") % facts
    return NextLine("run", says, doing)


def promised_words(case: Case, *, at: datetime) -> str:
    """By when the work is to be ready and which version brings it, as far as that is known.

    No sentence: a Finnish day brings its own full stop.
    """
    words = []
    if case.ready_on and not case.is_handled:
        day = weekday_words(case.ready_on, today=local(at).date())
        words.append(_("estimated ready %(day)s") % {"day": day})
    if case.release:
        words.append(_("comes in version %(version)s") % {"version": case.release})
    return capfirst(", ".join(words))


def next_for_desk(case: Case, turn: CustomersTurn, *, at: datetime) -> NextLine:
    """What the desk has to do next, or waits for."""
    if case.handled_at:
        when = {"when": moment_words(case.handled_at, now=at)}
        return NextLine("done", _("Handled %(when)s.") % when)
    if waiting := _waiting(case, turn, at=at):
        return waiting
    turn_words = _("The customer waits for an answer.") if case.awaits_reply else ""
    if case.next_due_at is None:
        return NextLine("run", _("Nothing is due now."), turn_words or doing_words(case))
    when = {"when": moment_words(case.next_due_at, now=at)}
    late = case.next_due_at < at
    if case.taken_up_at is None:
        says = _("Handling should have started %(when)s.") if late else _("Take up by %(when)s.")
        return NextLine("late" if late else "act", says % when)
    if case.is_error:
        says = _("The target was %(when)s.") if late else _("Target for the solution: %(when)s.")
    else:
        says = _("Our goal was %(when)s.") if late else _("Our goal: answer by %(when)s.")
    return NextLine("late" if late else "act" if turn_words else "run", says % when, turn_words)


def _waiting(case: Case, turn: CustomersTurn, *, at: datetime) -> NextLine | None:
    """The customer's turn as the desk reads it; None when it is ours."""
    if case.waiting_since:
        since = {"when": moment_words(case.waiting_since, now=at)}
        asked = turn.question.text if turn.question else ""
        return NextLine("pause", _("Waiting for the customer since %(when)s.") % since, asked)
    if case.closes_at:
        closes = {"when": moment_words(case.closes_at, now=at)}
        says = _("A solution is proposed. The case closes %(when)s unless the customer objects.")
        return NextLine("pause", says % closes)
    if turn.quotation:
        return NextLine("pause", _("The quotation waits for the customer's answer."))
    return None
