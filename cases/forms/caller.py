"""A new case as a SuperUser tells it on the phone, written down by the desk (B3.1)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Customer, User
from cases.forms.registration import RegistrationForm
from cases.models import Case


class CallerForm(RegistrationForm):
    """The customer's own form, and before it who calls; a missing right needs a reason (B2.3)."""

    field_order = ["caller", "case_type", "module", "exception"]

    caller = forms.ModelChoiceField(
        label=_("Who is calling?"),
        queryset=User.objects.none(),
        empty_label=_("Choose the SuperUser"),
        help_text=_("The receipt and our answers go to this person."),
        error_messages={
            "required": _("Choose who is calling."),
            "invalid_choice": _("This person is no SuperUser of the customer now."),
        },
    )
    exception = forms.CharField(
        label=_("Reason for the exception"),
        help_text=_("Stays with the case. The customer does not see it."),
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, person: User, customer: Customer, **kwargs: Any) -> None:
        super().__init__(*args, person=person, customer=customer, **kwargs)
        fields: dict[str, Any] = self.fields
        # By name, as people say it on the phone.
        people = User.objects.speaking_for(customer).order_by("first_name", "last_name")
        fields["caller"].queryset = people
        fields["followers"].queryset = people
        fields["follows"].cases = Case.objects.visible_to(person).filter(customer=customer)
        fields["module"].help_text = ""
        fields["module"].error_messages["invalid_choice"] = _(
            "The customer does not have this module. Choose another."
        )
        # Asked only when the right to support is missing, and then it is needed.
        fields["exception"].needed_sometimes = True
        fields["exception"].widget.attrs["hx-preserve"] = "true"

    def chosen(self, name: str) -> Any:
        """The row chosen in a field so far, or None."""
        try:
            return self.fields[name].clean(self[name].value())
        except forms.ValidationError:
            return None

    def registration(self) -> dict[str, Any]:
        return {
            **super().registration(),
            "contact": self.cleaned_data["caller"],
            "exception": self.cleaned_data["exception"],
        }
