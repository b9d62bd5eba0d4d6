"""What a reader says of an article."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.choices import Language
from knowledgebase.choices import Verdict


class VoteForm(forms.Form):
    """Whether it helped; the comment is for an article that did not."""

    verdict = forms.ChoiceField(choices=Verdict.choices)
    comment = forms.CharField(
        label=_("What was missing?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    # The text that was read.
    language = forms.ChoiceField(choices=Language.choices, widget=forms.HiddenInput)

    def clean_comment(self) -> str:
        helped = self.cleaned_data.get("verdict") == Verdict.HELPED
        return "" if helped else self.cleaned_data["comment"].replace("\x00", "")
