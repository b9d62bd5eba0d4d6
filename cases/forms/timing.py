"""Time spent on a case, as people write it down (B7.3)."""

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.desk import DayInput
from cases.forms.fields import SubmissionKeyField
from cases.models.time import LONGEST_BACK, MOST_MINUTES

# Words for hours and minutes in Finnish, Swedish and English, and the beginnings people use.
_H = r"(?:h|t|tim|tunti|tuntia|timme|timmar|hour|hours)\.?"
_MIN = r"(?:m|min|mins|minuutti|minuuttia|minut|minuter|minute|minutes)\.?"
_MINUTES = re.compile(rf"([0-9]{{1,5}}) ?(?:{_MIN})?")
_CLOCK = re.compile(rf"([0-9]{{1,3}}):([0-5][0-9]) ?(?:{_H})?")
_HOURS = re.compile(rf"([0-9]{{1,3}}(?:[.,][0-9]{{1,2}})?) ?{_H}")
_BOTH = re.compile(rf"([0-9]{{1,3}}) ?{_H} ?([0-5]?[0-9]) ?(?:{_MIN})?")
# "1,5" or "1.30" without its unit: hours and a half, or half past one?
_EITHER = re.compile(r"[0-9]{1,3}[.,][0-9]{1,2}")


class NotATime(ValueError):
    """Not a length of time as anybody writes it."""


class TwoMeanings(NotATime):
    """A length of time that two people would read differently."""


def minutes_of(text: str) -> int:
    """Read "90", "1:30", "1,5 h" or "1 h 30 min" as minutes. A bare number is minutes.

    Raises TwoMeanings for "1.30" and "1,5", NotATime for what is no length of time.
    """
    said = " ".join(text.split()).lower()
    if found := _MINUTES.fullmatch(said):
        return int(found[1])
    if found := _CLOCK.fullmatch(said) or _BOTH.fullmatch(said):
        return int(found[1]) * 60 + int(found[2])
    if found := _HOURS.fullmatch(said):
        minutes = Decimal(found[1].replace(",", ".")) * 60
        return int(minutes.quantize(Decimal(1), ROUND_HALF_UP))
    raise TwoMeanings if _EITHER.fullmatch(said) else NotATime


class MinutesField(forms.CharField):
    """A length of time within a day, as whole minutes."""

    default_error_messages = {
        "required": _("Write how long it took, for example 45 or 1:30."),
        "invalid": _("Write minutes, for example 45, or hours: 1:30 or 1,5 h."),
        "two_meanings": _("This can mean two things. Write 1:30 or 1,5 h."),
        "beyond": _("Write at least a minute, at most 24 hours. Give each day its own entry."),
    }

    def clean(self, value: Any) -> int:
        typed = super().clean(value)
        try:
            minutes = minutes_of(typed)
        except NotATime as refusal:
            code = "two_meanings" if isinstance(refusal, TwoMeanings) else "invalid"
            raise forms.ValidationError(self.error_messages[code], code) from refusal
        if not 1 <= minutes <= MOST_MINUTES:
            raise forms.ValidationError(self.error_messages["beyond"], "beyond")
        return minutes


class TimeForm(forms.Form):
    """How long, on which day, what for."""

    minutes = MinutesField(
        label=_("Time spent"),
        max_length=20,
        widget=forms.TextInput(attrs={"placeholder": "45, 1:30", "autocomplete": "off"}),
    )
    day = forms.DateField(
        label=_("Day"),
        widget=DayInput,
        error_messages={"required": _("Give the day of the work.")},
    )
    about = forms.CharField(label=_("What for"), max_length=120, required=False)
    key = SubmissionKeyField()

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        kwargs |= {"initial": {"day": today}, "auto_id": "id_time_%s"}
        super().__init__(*args, **kwargs)
        self._today, self._earliest = today, today - LONGEST_BACK
        limits = {"min": self._earliest.isoformat(), "max": today.isoformat()}
        self.fields["day"].widget.attrs.update(limits)

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day > self._today:
            raise forms.ValidationError(_("This day is still ahead."))
        if day < self._earliest:
            raise forms.ValidationError(_("Choose a day within the last year."))
        return day
