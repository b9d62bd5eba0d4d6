"""What the desk decides about a case. `cleaned_data` is named as the service names it."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from accounts.choices import CaseType
from accounts.models import Module
from cases.choices import LinkKind, MissingFact, Outcome, Stage
from cases.forms.fields import LevelField, SubmissionKeyField
from cases.forms.messages import MessageForm
from cases.forms.references import CaseField
from cases.models import Case, Message
from cases.querysets import CaseQuerySet
from cases.selectors import options
from cases.services import promises_more
from cases.transitions import IllegalMove, Need, move_by_hand


def _reason(label: Any = None, *, required: bool = True) -> forms.CharField:
    """Words that the customer reads."""
    return forms.CharField(
        label=label or _("Reason, shown to the customer"),
        max_length=1000,
        required=required,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say why: the customer will read it.")},
    )


class DayInput(forms.DateInput):
    """The browser's own picker of a day."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class TakeUpForm(forms.Form):
    """Taking a case up, and from whom the person saw it taken: nobody, or a colleague."""

    seen_owner = forms.IntegerField(required=False, widget=forms.HiddenInput)


class LevelForm(forms.Form):
    """The specialist's word on the service level; a change needs its reason (B5.3)."""

    level = LevelField(label=_("Service level"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason, shown to the customer"),
        help_text=_("Needed when the level changes."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, current: int | None, reason: str = "", **kwargs: Any) -> None:
        kwargs["initial"] = {"level": current, "seen": current, "reason": reason}
        super().__init__(*args, **kwargs)
        # Not an optional field, though a confirmation goes without it.
        self.fields["reason"].needed_sometimes = True  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        level = cleaned.get("level")
        if level and level.pk != cleaned.get("seen") and not cleaned.get("reason"):
            self.add_error("reason", _("Say why the level changes: the customer will read it."))
        return cleaned


class StageForm(forms.Form):
    """One step along the process: where to, from where the person saw it, and what it takes."""

    to = forms.ChoiceField(choices=Stage.choices, widget=forms.HiddenInput)
    seen = forms.ChoiceField(choices=Stage.choices, widget=forms.HiddenInput)
    reason = _reason(required=False)
    ready_on = forms.DateField(label=_("Estimated ready on"), required=False, widget=DayInput)
    release = forms.CharField(label=_("Comes in version"), max_length=40, required=False)

    def __init__(self, *args: Any, case_type: str, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._case_type, self._today = case_type, today
        # Each is asked only by the moves that take it, and then it is needed.
        for name in _FIELD_OF_NEED.values():
            self.fields[name].needed_sometimes = True  # type: ignore[attr-defined]

    def clean_ready_on(self) -> date | None:
        day: date | None = self.cleaned_data["ready_on"]
        if day and day < self._today:
            raise forms.ValidationError(_("The day is in the past."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        to, seen = cleaned.get("to", ""), cleaned.get("seen", "")
        for need in self._needs(seen, to):
            name = _FIELD_OF_NEED[need]
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, _WORDS_OF_NEED[need])
        return {**cleaned, "to": to and Stage(to), "seen": seen and Stage(seen)}

    def _needs(self, seen: str, to: str) -> frozenset[Need]:
        try:
            return move_by_hand(self._case_type, seen, to).needs
        except (IllegalMove, KeyError, ValueError):
            # The service refuses the move itself, and shows the case as it is.
            return frozenset()


_FIELD_OF_NEED = {Need.REASON: "reason", Need.ESTIMATE: "ready_on", Need.VERSION: "release"}
_WORDS_OF_NEED = {
    Need.REASON: _("Say why: the customer will read it."),
    Need.ESTIMATE: _("Give the day by which it should be ready."),
    Need.VERSION: _("Name the version that brings it, for example 25.5."),
}


class QuestionForm(MessageForm):
    """A reply that asks: the exact question, or what is missing, or both (B4.5)."""

    question = forms.CharField(
        label=_("The question in one sentence"), max_length=300, required=False
    )
    missing = forms.MultipleChoiceField(
        label=_("What is missing"),
        choices=MissingFact.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("question") and not cleaned.get("missing"):
            self.add_error("question", _("Write the question, or tick what is missing."))
        return cleaned

    def asked(self, *, language: str) -> dict[str, Any]:
        """What is asked, named as the service names it and in the language of who answers."""
        with translation.override(language):
            labels = [str(MissingFact(code).label) for code in self.cleaned_data["missing"]]
            wanted = _("We still need: %(items)s.") % {"items": ", ".join(labels).lower()}
            question = (self.cleaned_data["question"] or wanted)[:300]
        return {**self.message(), "question": question, "missing": labels}


class CloseForm(forms.Form):
    """Ending a case; the desk says why or on whose word."""

    outcome = forms.TypedChoiceField(
        label=_("How it ended"),
        choices=[(each.value, each.label) for each in Outcome if each != Outcome.MERGED],
        coerce=Outcome,
    )
    reason = _reason(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The desk always says why; whoever asked need not.
        self.fields["reason"].needed_sometimes = True  # type: ignore[attr-defined]


class MergeForm(forms.Form):
    """Which of the customer's open cases this one goes on in, and whether to tell them."""

    into = CaseField(
        label=_("Goes on in case"),
        absent=_("Give the number of another open case of the same customer."),
    )
    tells = forms.BooleanField(label=_("Tell the customer"), required=False)

    def __init__(
        self, *args: Any, cases: CaseQuerySet, case: Case | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].cases = cases  # type: ignore[attr-defined]
        self._case = case

    def clean_into(self) -> Case:
        into: Case = self.cleaned_data["into"]
        if self._case and promises_more(self._case, into):
            raise forms.ValidationError(
                _("This case promises the customer more. Raise the level of the other one first.")
            )
        return into


class LinkForm(forms.Form):
    """Another case, and what this one is to it."""

    kind = forms.TypedChoiceField(
        label=_("This case is"),
        choices=[(each.value, each.label) for each in LinkKind if each != LinkKind.SPLIT_FROM],
        coerce=LinkKind,
    )
    other = CaseField(label=_("Case"), absent=_("Give the number of another case."))

    def __init__(self, *args: Any, cases: CaseQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].cases = cases  # type: ignore[attr-defined]


class EurosField(forms.DecimalField):
    """An amount as people write it and as the portal shows it: "1 234,50 €"."""

    def to_python(self, value: Any) -> Any:
        bare = re.sub(r"[\s€]", "", value) if isinstance(value, str) else value
        return super().to_python(bare)


class QuotationForm(forms.Form):
    """A quotation in its plain form: what, how much, when (B4.2)."""

    text = forms.CharField(
        label=_("What is included"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say what the customer gets.")},
    )
    price = EurosField(
        label=_("Price, € (VAT 0 %)"),
        min_value=Decimal("0.01"),
        max_digits=10,
        decimal_places=2,
        localize=True,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value"), _("Give the price in euros, for example 375,00.")
        ),
    )
    ready_on = forms.DateField(
        label=_("Ready on"),
        widget=DayInput,
        error_messages={"required": _("Give the day on which the work is ready.")},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today

    def clean_ready_on(self) -> date:
        day: date = self.cleaned_data["ready_on"]
        if day < self._today:
            raise forms.ValidationError(_("The day is in the past."))
        return day


class TakeBackForm(forms.Form):
    """Why a quotation is taken back."""

    reason = _reason()


class SplitForm(forms.Form):
    """A second matter in a message, which becomes a case of its own."""

    subject = forms.CharField(
        label=_("Subject of the new case"),
        max_length=250,
        error_messages={"required": _("Write a subject for the new case.")},
    )
    case_type = forms.TypedChoiceField(label=_("Type"), choices=CaseType.choices, coerce=CaseType)
    module = forms.ModelChoiceField(label=_("Module"), queryset=Module.objects.none())
    level = LevelField(
        label=_("Service level"), required=False, help_text=_("For programming errors.")
    )
    key = SubmissionKeyField()

    def __init__(self, *args: Any, case: Case, message: Message, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        modules = Module.objects.filter(customers=case.customer_id).select_related("product")
        self.fields["module"].queryset = modules  # type: ignore[attr-defined]
        # Nobody chooses the gravest level by leaving the list alone.
        none = ("", _("Choose a service level"))
        self.fields["level"].choices = [none, *options.levels()]  # type: ignore[attr-defined]
        self._message = message

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("case_type") == CaseType.PROGRAMMING_ERROR and not cleaned.get("level"):
            self.add_error("level", _("Choose how urgent the matter is."))
        return {**cleaned, "level": cleaned.get("level") or None, "message": self._message}
