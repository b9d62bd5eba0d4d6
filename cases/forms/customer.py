"""What the customer's people decide about their case (B4.6)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cases.choices import Verdict
from cases.models import Case


class AnswerForm(forms.Form):
    """The yes or the no to a quotation."""

    verdict = forms.TypedChoiceField(
        choices=[(each.value, each.label) for each in (Verdict.APPROVED, Verdict.DECLINED)],
        coerce=Verdict,
    )
    reason = forms.CharField(
        label=_("Why not? Your words help us to make a better offer."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class FollowerForm(forms.Form):
    """A colleague who is to hear of the case."""

    person = forms.ModelChoiceField(label=_("Colleague"), queryset=User.objects.none())

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        colleagues = User.objects.speaking_for(case.customer).exclude(pk=case.contact_id)
        self.fields["person"].queryset = colleagues  # type: ignore[attr-defined]


class RatingForm(forms.Form):
    """How it went, from badly to well, with words if one likes."""

    score = forms.TypedChoiceField(
        label=_("How did it go?"),
        choices=[
            ("1", _("Badly")),
            ("2", _("Poorly")),
            ("3", _("All right")),
            ("4", _("Well")),
            ("5", _("Very well")),
        ],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how it went.")},
    )
    comment = forms.CharField(
        label=_("What should we know?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
