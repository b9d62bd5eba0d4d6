"""How administrators enter opening hours: each window by itself, then all of them together."""

from datetime import date
from itertools import combinations
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts import moment
from accounts.timewords import date_words, local
from sla.days import OpeningWindow, first_empty_week
from sla.daywords import range_words
from sla.models.calendars import OVERLAP, PERIOD_BACKWARDS


class WindowForm(forms.ModelForm):
    """One open window; a window over midnight is two windows on two days."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        opens, closes = cleaned.get("opens"), cleaned.get("closes")
        if opens and closes and closes <= opens:
            self.add_error(
                "closes",
                _(
                    "Closing must be later than opening. For hours over midnight, write one row "
                    "to the end of the day and one for the next day."
                ),
            )
        first, last = cleaned.get("valid_from"), cleaned.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", str(PERIOD_BACKWARDS))
        return cleaned

    def validate_constraints(self) -> None:
        """Leave it to the formset, which sees the rows as they will be, not as they were."""


class WindowFormSet(forms.BaseInlineFormSet):
    """The windows of a calendar or of one day: none may overlap another."""

    def clean(self) -> None:
        super().clean()
        if any(self.errors):
            return
        kept = [(form, _entered(form)) for form in self.forms if self._is_kept(form)]
        kept.sort(key=lambda each: (each[1].valid_from, each[1].opens))
        for (_earlier, one), (form, other) in combinations(kept, 2):
            if one.overlaps(other) and not form.has_error("opens"):
                form.add_error("opens", _overlap_words(one, other))
        self.check_all([window for _form, window in kept])

    def check_all(self, windows: list[OpeningWindow]) -> None:
        """Look at the windows as a whole."""

    def _is_kept(self, form: forms.BaseForm) -> bool:
        return bool(form.cleaned_data) and form not in self.deleted_forms


class WeekFormSet(WindowFormSet):
    """The weeks of a calendar: from today to the last known day, none may be empty."""

    def check_all(self, windows: list[OpeningWindow]) -> None:
        today = local(moment.now()).date()
        last = max(today, self.instance.known_until or today)
        empty_from = first_empty_week(windows, today, last)
        if empty_from is None:
            return
        words = _("A week needs at least one opening hour.")
        if empty_from > today:
            day = date_words(empty_from, today=today)
            words += " " + _("From %(date)s there would be none.") % {"date": day}
        raise ValidationError(words)


def _entered(form: forms.BaseForm) -> OpeningWindow:
    """The window of a form. Those without a weekday all belong to the one exceptional day."""
    cleaned = form.cleaned_data
    return OpeningWindow(
        cleaned.get("weekday", 0),
        cleaned["opens"],
        cleaned["closes"],
        cleaned.get("valid_from") or date.min,
        cleaned.get("valid_until") or date.max,
    )


def _overlap_words(one: OpeningWindow, other: OpeningWindow) -> str:
    if one.is_always and other.is_always:
        return str(OVERLAP)
    return _(
        "These hours overlap %(hours)s, valid at the same time. "
        "Let the old hours end the day before the new ones begin."
    ) % {"hours": range_words(one.opens, one.closes)}
