"""A resolution target in words: which closing time it is, and what has moved it (B5.2, B5.4)."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.timewords import duration_words, moment_words
from sla.choices import PauseKind, ResolutionKind
from sla.models import ServiceLevel
from sla.pauses import spans_between
from sla.selectors import Plan, Record
from sla.worktime import WorkCalendar

_MINUTE = 60


def target_sentence(
    level: ServiceLevel, work: WorkCalendar, *, since: datetime, target: datetime
) -> str:
    """Say which closing time a resolution target is (B5.2)."""
    words = {
        "level": level.number,
        "count": level.resolution_amount,
        "lower": level.resolution_lower,
        "time": duration_words(level.target_rule.least_seconds),
    }
    if level.resolution_kind == ResolutionKind.SAME_DAY:
        return _same_day_words(work, since, target) % words
    if level.resolution_kind == ResolutionKind.SAME_WEEK:
        return _same_week_words(work, since, target) % words
    if level.resolution_kind == ResolutionKind.WEEKS:
        return (
            ngettext(
                "Level %(level)d: the target is closing time within %(count)d week.",
                "Level %(level)d: the target is closing time within %(count)d weeks.",
                level.resolution_amount,
            )
            % words
        )
    if level.resolution_lower:
        return (
            _("Level %(level)d: the target is %(lower)d–%(count)d months, closing time at the end.")
            % words
        )
    return (
        ngettext(
            "Level %(level)d: the target is closing time within %(count)d month.",
            "Level %(level)d: the target is closing time within %(count)d months.",
            level.resolution_amount,
        )
        % words
    )


def _same_day_words(work: WorkCalendar, since: datetime, target: datetime) -> str:
    due, base = work.local_date(target), work.local_date(work.next_opening(since))
    if due != base:
        return _(
            "Level %(level)d: the target is closing time of the next open day, "
            "because less than %(time)s of opening time was left."
        )
    if due != work.local_date(since):
        return _("Level %(level)d: the target is closing time of the next open day.")
    return _("Level %(level)d: the target is closing time of the same day.")


def _same_week_words(work: WorkCalendar, since: datetime, target: datetime) -> str:
    due = work.local_date(target).isocalendar()[:2]
    base = work.local_date(work.next_opening(since)).isocalendar()[:2]
    if due != base:
        return _(
            "Level %(level)d: the target is the last opening moment of the following week, "
            "because less than %(time)s of opening time was left."
        )
    if base != work.local_date(since).isocalendar()[:2]:
        return _("Level %(level)d: the target is the last opening moment of the following week.")
    return _("Level %(level)d: the target is the last opening moment of the same week.")


def pause_sentences(
    work: WorkCalendar,
    plan: Plan,
    record: Record,
    *,
    resumed: datetime,
    for_desk: bool,
    now: datetime,
) -> str:
    """Say how far pauses have moved the target and why, and since when one lasts (B5.4).

    `resumed` is the deadline if the time went on now.
    """
    moved_by = work.open_between(plan.target, plan.limit.due_at)
    settled = min(moved_by, _settled_seconds(work, plan, record))
    sentences = []
    if moved_by - settled >= _MINUTE:
        sentences.append(
            _waited_words(for_desk=for_desk) % {"time": duration_words(moved_by - settled)}
        )
    if settled >= _MINUTE:
        sentences.append(
            _("The target moved by %(time)s of opening time while the matter was settled.")
            % {"time": duration_words(settled)}
        )
    if plan.due_at > plan.limit.due_at:
        sentences.append(_("At least 1 h of opening time is left after the matter is reopened."))
    if record.open_pause:
        sentences.append(
            _("The time has stood still since %(when)s.")
            % {"when": moment_words(record.open_pause.began_at, now=now)}
        )
    if resumed != plan.due_at:
        when = {"when": moment_words(resumed, now=now)}
        sentences.append(_("If it went on now, the target would be %(when)s.") % when)
    return " ".join(sentences)


def _waited_words(*, for_desk: bool) -> str:
    if for_desk:
        return _("The target moved by %(time)s of opening time while we waited for the customer.")
    return _("The target moved by %(time)s of opening time while we waited for you.")


def _settled_seconds(work: WorkCalendar, plan: Plan, record: Record) -> int:
    """Return the open time the binding limit lay still because the clock had stopped."""
    spans = [
        (pause.began_at, pause.ended_at)
        for pause in record.pauses
        if pause.kind == PauseKind.SETTLED
    ]
    within = spans_between(spans, plan.limit.since, plan.limit.due_at)
    return sum(work.open_between(*span) for span in within)
