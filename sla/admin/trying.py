"""Try a deadline: what a calendar, as it is saved now, would promise a case (B5.6)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.timewords import full_date_words, local, moment_words
from sla.choices import ClockKind
from sla.explanations import Explanation, explain_preview
from sla.hours import OpenCalendar
from sla.levels import levels_in_use
from sla.models import ServiceLevel
from sla.selectors import preview
from sla.worktime import BeyondHorizon, Span

_MINUTES = "%Y-%m-%dT%H:%M"


@dataclass(frozen=True, slots=True)
class Tried:
    """Both deadlines of a case that nobody has registered, and why."""

    handling: Explanation
    handling_words: str
    resolution: Explanation
    resolution_words: str
    pause_is_empty: bool


class _Moment(forms.DateTimeField):
    """A moment on Helsinki's wall clock, to the minute."""

    widget = forms.DateTimeInput(format=_MINUTES, attrs={"type": "datetime-local"})
    default_error_messages = {"invalid": gettext_lazy("Write a date and a time: 4.1.2027 10.20.")}


class TryForm(forms.Form):
    """A moment, a level, and a pause if one likes; bound when somebody has asked."""

    received = _Moment(label=gettext_lazy("The case comes in"))
    level = forms.TypedChoiceField(label=gettext_lazy("Service level"), coerce=int)
    paused_from = _Moment(label=gettext_lazy("We wait for the customer from"), required=False)
    paused_until = _Moment(label=pgettext_lazy("pause", "Until"), required=False)

    def __init__(self, *args: Any, calendar: OpenCalendar, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.calendar, self.now = calendar, now
        self.levels = levels_in_use()
        self.fields["level"].choices = [  # type: ignore[attr-defined]
            (number, str(level)) for number, level in self.levels.items()
        ]
        self.fields["received"].initial = local(now).replace(second=0, microsecond=0)
        self.tried: Tried | None = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in ("received", "paused_from", "paused_until"):
            if cleaned.get(name) and not self._knows(cleaned[name]):
                self.add_error(name, self._horizon())
        self._check_pause(cleaned)
        if not self.errors:
            self._try(cleaned)
        return cleaned

    def _check_pause(self, cleaned: dict[str, Any]) -> None:
        begins, ends = cleaned.get("paused_from"), cleaned.get("paused_until")
        if self.errors.keys() & {"paused_from", "paused_until"}:
            return
        if begins and not ends:
            self.add_error("paused_until", _("Write also when the pause ends."))
        elif ends and not begins:
            self.add_error("paused_from", _("Write also when the pause begins."))
        elif begins and ends and ends <= begins:
            self.add_error("paused_until", _("The pause must end later than it begins."))
        elif ends and "received" in cleaned and ends <= cleaned["received"]:
            self.add_error("paused_until", _("The pause is over before the case comes in."))

    def _try(self, cleaned: dict[str, Any]) -> None:
        level: ServiceLevel = self.levels[cleaned["level"]]
        at: datetime = cleaned["received"]
        begins, ends = cleaned.get("paused_from"), cleaned.get("paused_until")
        pauses: list[Span] = [(begins, ends)] if begins and ends else []
        try:
            found = preview(level, at=at, calendar=self.calendar, pauses=pauses)
        except BeyondHorizon:
            self.add_error("received", self._horizon())
            return
        handling, resolution = (
            explain_preview(found, kind=kind, at=at, now=self.now)
            for kind in (ClockKind.HANDLING, ClockKind.RESOLUTION)
        )
        self.tried = Tried(
            handling=handling,
            handling_words=moment_words(handling.due_at, now=self.now),
            resolution=resolution,
            resolution_words=moment_words(resolution.due_at, now=self.now),
            pause_is_empty=bool(pauses) and found.resolution_due_at == found.target,
        )

    def _knows(self, at: datetime) -> bool:
        rules = self.calendar.work.rules
        return rules.first_day <= at.astimezone(rules.zone).date() <= rules.last_day

    def _horizon(self) -> str:
        rules = self.calendar.work.rules
        return _(
            "The calendar knows the days %(first)s–%(last)s, and a deadline must fall on them."
        ) % {"first": full_date_words(rules.first_day), "last": full_date_words(rules.last_day)}
