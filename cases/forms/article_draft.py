"""An article out of a solved case, and that nobody is known from it (B9)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.anonymising import Finding
from cases.models import Case
from cases.selectors.article_draft import still_there

_MISSING = {"required": _("Look and tick.")}


class ArticleDraftForm(forms.Form):
    """Title and text, the checklist, and the word that what was found may stay."""

    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        help_text=_("As another customer would ask."),
        error_messages={"required": _("Give the article a title.")},
    )
    body = forms.CharField(
        label=_("Text of the article"),
        max_length=100_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 18}),
        error_messages={"required": _("Write the text first.")},
    )
    no_people = forms.BooleanField(label=_("No names of people"), error_messages=_MISSING)
    no_company = forms.BooleanField(
        label=_("No company, and nothing that tells which"), error_messages=_MISSING
    )
    no_numbers = forms.BooleanField(
        label=_("No business IDs, phones, e-mails or bank accounts"), error_messages=_MISSING
    )
    no_pictures = forms.BooleanField(
        label=_("No pictures with customer data"), error_messages=_MISSING
    )
    may_stay = forms.BooleanField(label=_("I have looked: it may stay"), required=False)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case

    @property
    def found(self) -> list[Finding]:
        """What the text as it stands tells of the customer."""
        text = f"{self['title'].value() or ''}\n{self['body'].value() or ''}"
        return still_there(self.case, text)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.found and not cleaned.get("may_stay"):
            self.add_error(None, _("The text still tells whose case it was. Take the words out."))
        return cleaned
