from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.fields import FilesField, SubmissionKeyField, TicksField


class MessageForm(forms.Form):
    """A reply or an internal note."""

    body = forms.CharField(
        label=_("Message"),
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write the message first.")},
    )
    files = FilesField(label=_("Attachments"), required=False)  # type: ignore[assignment]
    newest_seen = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    key = SubmissionKeyField()
    given = TicksField()

    def message(self) -> dict[str, Any]:
        """What was written, named as the services name it."""
        names = ("body", "files", "key", "newest_seen")
        return {name: self.cleaned_data[name] for name in names}

    def note(self) -> dict[str, Any]:
        """An internal note, which nobody answers meanwhile."""
        return {name: self.cleaned_data[name] for name in ("body", "files", "key")}

    def once_more(self, **changed: object) -> Self:
        """The same text in a fresh form, with another value for what changed meanwhile."""
        return type(self)(initial={**self.cleaned_data, **changed})
