"""The kinds of field that forms of cases share."""

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from accounts import filetypes
from cases.selectors import options
from sla.levels import levels_in_use
from sla.models import ServiceLevel


class ModuleField(forms.ModelChoiceField):
    """One of the company's modules, each with a word where the chosen type needs more of it."""

    # Asked only when the list is drawn.
    lacking: Callable[[], frozenset[int]] = frozenset

    def label_from_instance(self, obj: Any) -> str:
        words = _("%(module)s – certificate missing") if obj.pk in self.lacking() else "%(module)s"
        return str(words) % {"module": obj}


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once, each checked by size, ending and first bytes."""

    widget = FilesInput(attrs={"accept": filetypes.ACCEPT})

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        good, refusals = self.sorted_out(data)
        if refusals:
            raise refusals[0] if len(refusals) == 1 else ValidationError(refusals)
        return good

    def sorted_out(self, data: Any) -> tuple[list[UploadedFile], list[ValidationError]]:
        """The files that may come, tidied, and why the others may not."""
        files = [data] if isinstance(data, UploadedFile) else list(data or [])
        good: list[UploadedFile] = []
        refusals: list[ValidationError] = []
        if len(files) > filetypes.MAX_FILES:
            refusals.append(too_many_files())
        for file in files[: filetypes.MAX_FILES]:
            try:
                good.append(self._checked(file))
            except ValidationError as refusal:
                refusals.append(refusal)
        return good, refusals

    def _checked(self, file: UploadedFile) -> UploadedFile:
        name = filetypes.safe_name(file.name or "")
        if (file.size or 0) > filetypes.MAX_BYTES:
            raise too_large(name)
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


def too_large(name: str) -> ValidationError:
    return ValidationError(
        _("%(name)s is too large. One file may be at most %(size)s."),
        params={"name": name, "size": filesizeformat(filetypes.MAX_BYTES)},
    )


def too_many_files() -> ValidationError:
    return ValidationError(
        _("Send at most %(count)s files at a time."), params={"count": filetypes.MAX_FILES}
    )


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


class TicksField(forms.TypedMultipleChoiceField):
    """The things of a tick-list that are there now, by id; whose list it is, the service knows."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=int, required=False, **kwargs)

    def valid_value(self, value: str) -> bool:
        return value.isdecimal() and len(value) < 19
