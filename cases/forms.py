"""Forms turn what was typed into values; they decide nothing (house rule 6)."""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from accounts.models import Customer, Module
from cases import filetypes
from cases.choices import Stage
from cases.selectors import options
from cases.services import Facts
from sla.levels import levels_in_use
from sla.models import ServiceLevel


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once, each checked by size, ending and first bytes."""

    widget = FilesInput(attrs={"accept": filetypes.ACCEPT})

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        files = [data] if isinstance(data, UploadedFile) else list(data or [])
        if len(files) > filetypes.MAX_FILES:
            raise ValidationError(
                _("Send at most %(count)s files at a time."),
                params={"count": filetypes.MAX_FILES},
            )
        return [self._checked(file) for file in files]

    def _checked(self, file: UploadedFile) -> UploadedFile:
        name = filetypes.safe_name(file.name or "")
        if (file.size or 0) > filetypes.MAX_BYTES:
            raise ValidationError(
                _("%(name)s is too large. One file may be at most %(size)s."),
                params={"name": name, "size": filesizeformat(filetypes.MAX_BYTES)},
            )
        if not file.size:
            raise ValidationError(_("%(name)s is empty."), params={"name": name})
        head = file.read(8192)
        file.seek(0)
        content_type = filetypes.content_type_of(name, head)
        if content_type is None:
            raise ValidationError(
                _("%(name)s: we do not take this kind of file. Send a PDF or a picture."),
                params={"name": name},
            )
        file.name, file.content_type = name, content_type
        return file


class SubmissionKeyField(forms.UUIDField):
    """Names one submission, so that a double click is no second message."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(initial=uuid.uuid4, **kwargs)


class LevelField(forms.TypedChoiceField):
    """One of the service levels in use, as its row."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=options.levels, coerce=_level, **kwargs)


def _level(number: str) -> ServiceLevel:
    return levels_in_use()[int(number)]


class RegistrationForm(forms.Form):
    """A programming error as the customer tells it (B3.2)."""

    module = forms.ModelChoiceField(
        label=_("Module"),
        queryset=Module.objects.none(),
        empty_label=_("Choose a module"),
        help_text=_("These are the modules your company has."),
        error_messages={"required": _("Choose the module the fault is in.")},
    )
    subject = forms.CharField(
        label=_("Subject"),
        max_length=250,
        error_messages={"required": _("Write a subject, for example “The payroll run stops”.")},
    )
    description = forms.CharField(
        label=_("Tell us in your own words"),
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Tell us what happened. A sentence or two will do.")},
    )
    steps = forms.CharField(
        label=_("What did you do, step by step?"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    expected = forms.CharField(label=_("What did you expect?"), max_length=2000, required=False)
    since = forms.CharField(label=_("Since when?"), max_length=200, required=False)
    affected = forms.CharField(
        label=_("How many people are affected?"), max_length=200, required=False
    )
    environment = forms.CharField(
        label=_("Browser or program version"), max_length=200, required=False
    )
    level = LevelField(
        label=_("Service level"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how urgent the matter is.")},
    )
    files = FilesField(label=_("Attachments"), required=False)  # type: ignore[assignment]
    key = SubmissionKeyField()

    def __init__(self, *args: Any, customer: Customer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        modules: QuerySet[Module] = Module.objects.filter(customers=customer)
        self.fields["module"].queryset = modules.select_related("product")  # type: ignore[attr-defined]

    def registration(self) -> dict[str, Any]:
        """What was told, named as the service names it."""
        names = ("module", "level", "subject", "description", "files", "key")
        return {**{name: self.cleaned_data[name] for name in names}, "facts": self._facts()}

    def _facts(self) -> Facts:
        cleaned = self.cleaned_data
        return Facts(
            steps=cleaned["steps"],
            expected=cleaned["expected"],
            since=cleaned["since"],
            affected=cleaned["affected"],
            environment=cleaned["environment"],
        )


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

    def message(self) -> dict[str, Any]:
        """What was written, named as the services name it."""
        names = ("body", "files", "key", "newest_seen")
        return {name: self.cleaned_data[name] for name in names}

    def once_more(self, **changed: object) -> "MessageForm":
        """The same text in a fresh form, with another value for what changed meanwhile."""
        return MessageForm(initial={**self.cleaned_data, **changed})


class TakeUpForm(forms.Form):
    """Taking a case up, and from whom the person saw it taken: nobody, or a colleague."""

    seen_owner = forms.IntegerField(required=False, widget=forms.HiddenInput)


class LevelForm(forms.Form):
    """The specialist's word on the service level; a change needs its reason (B5.3)."""

    level = LevelField(label=_("Service level"))
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
    """One step along the process: where to, and from where the person saw it."""

    to = forms.ChoiceField(choices=Stage.choices)
    seen = forms.ChoiceField(choices=Stage.choices, widget=forms.HiddenInput)
