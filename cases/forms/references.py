"""Another case, named in a form by the number people quote."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.models import Case
from cases.querysets import CaseQuerySet

_NUMBER = re.compile(r"(?i)^\s*(?:so-?)?\s*(\d{1,12})\s*$")


class CaseField(forms.CharField):
    """A case by its number, "SO-104217" or "104217", among `cases`, which the form sets."""

    cases: CaseQuerySet = Case.objects.none()

    def __init__(self, *, absent: Any = "", **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"placeholder": "SO-", "size": 12}))
        absent = absent or _("There is no such case here. Check the number.")
        super().__init__(max_length=20, error_messages={"required": absent}, **kwargs)
        self._absent = absent

    def clean(self, value: Any) -> Case | None:
        typed = super().clean(value)
        if not typed:
            return None
        number = _NUMBER.match(typed)
        found = self.cases.filter(number=number[1]).first() if number else None
        if found is None:
            raise ValidationError(self._absent)
        return found
