"""What a case really is, and what that type asks for anew (B4.7)."""

from copy import deepcopy
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.choices import CaseType
from accounts.models import Module
from cases.forms.registration import FACTS, RegistrationForm
from cases.models import Case
from cases.selectors.registration import ASKED, type_named
from cases.services import Facts


class RetypeForm(forms.Form):
    """The other type, its module and its facts; the desk says why."""

    to = forms.ChoiceField(
        label=_("What the case really is"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what the case is about.")},
    )
    seen = forms.TypedChoiceField(
        choices=CaseType.choices, coerce=CaseType, widget=forms.HiddenInput
    )
    reason = forms.CharField(
        label=_("Reason, shown to the customer"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say why: the customer will read it.")},
    )

    def __init__(self, *args: Any, case: Case, is_desk: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            choice for choice in CaseType.choices if choice[0] != case.case_type
        ]
        for name in ("module", *ASKED[self.type]) if self.type else ():
            self.fields[name] = deepcopy(RegistrationForm.base_fields[name])
        if self.type:
            modules = Module.objects.filter(customers=case.customer_id)
            self.fields["module"].queryset = modules.select_related("product")  # type: ignore[attr-defined]
        if not is_desk:
            del self.fields["reason"]
        elif self.type:
            # Said to the customer, whose modules they are.
            self.fields["module"].help_text = ""

    @cached_property
    def type(self) -> CaseType | None:
        """The type that is chosen, if one is."""
        return type_named(str(self["to"].value() or ""))

    @property
    def asked(self) -> list[forms.BoundField]:
        """The fields of the chosen type."""
        return [self[name] for name in self.fields if name not in {"to", "seen", "reason"}]

    def change(self) -> dict[str, Any]:
        """What was told, named as the service names it."""
        cleaned = self.cleaned_data
        facts = {name: cleaned[name] for name in FACTS if name in cleaned}
        return {
            "to": CaseType(cleaned["to"]),
            "seen": cleaned["seen"],
            "module": cleaned["module"],
            "level": cleaned.get("level"),
            "facts": Facts(**facts),
            "reason": cleaned.get("reason", ""),
        }
