"""What the desk writes on a customer's page: training, and lifts of the payment block (B2)."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.choices import ProductKind
from accounts.models import Certificate, Customer, Module, User
from accounts.selectors.support import rules_in_use
from accounts.timewords import full_date_words
from cases.forms.desk import DayInput


class CertificateForm(forms.Form):
    """Who was trained in which module, and when."""

    person = forms.ModelChoiceField(
        label=_("Person"),
        queryset=User.objects.none(),
        empty_label=_("Choose the SuperUser"),
        error_messages={
            "required": _("Choose who was trained."),
            "invalid_choice": _("This person is no SuperUser of the customer now."),
        },
    )
    module = forms.ModelChoiceField(
        label=_("Module"),
        queryset=Module.objects.none(),
        empty_label=_("Choose a module"),
        error_messages={
            "required": _("Choose the module of the training."),
            "invalid_choice": _("The customer has no such module that needs training."),
        },
    )
    achieved_on = forms.DateField(
        label=_("Trained on"),
        widget=DayInput,
        error_messages={"required": _("Give the day of the training.")},
    )

    def __init__(self, *args: Any, customer: Customer, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        people = User.objects.speaking_for(customer)
        fields["person"].queryset = people.order_by("first_name", "last_name")
        fields["module"].queryset = Module.objects.filter(
            customers=customer, product__kind=ProductKind.CLOUD
        )
        fields["achieved_on"].widget.attrs["max"] = today.isoformat()


class _CertificateChoice(forms.ModelChoiceField):
    def label_from_instance(self, certificate: Certificate) -> str:
        day = full_date_words(certificate.achieved_on)
        return f"{certificate.user}, {certificate.module}, {day}"


class WithdrawForm(forms.Form):
    """A certificate that shall count no longer."""

    certificate = _CertificateChoice(
        label=_("Certificate"),
        queryset=Certificate.objects.none(),
        empty_label=_("Choose the certificate"),
        error_messages={
            "required": _("Choose the certificate."),
            "invalid_choice": _("This certificate is withdrawn already."),
        },
    )

    def __init__(self, *args: Any, customer: Customer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        people = User.objects.speaking_for(customer)
        held = Certificate.objects.filter(user__in=people, withdrawn_at__isnull=True)
        fields["certificate"].queryset = held.select_related("user", "module").order_by(
            "user__first_name", "user__last_name", "module", "-achieved_on"
        )


class LiftForm(forms.Form):
    """Until when support goes on although an invoice is overdue, and why."""

    until = forms.DateField(
        label=_("Support goes on until"),
        widget=DayInput,
        error_messages={"required": _("Give the last day.")},
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("For SoftOne only, for example “Payment plan agreed”."),
        max_length=300,
        error_messages={"required": _("Say why: it stays in the history.")},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        longest = timedelta(days=rules_in_use().support.longest_lift_days)
        limits = {"min": today.isoformat(), "max": (today + longest).isoformat()}
        self.fields["until"].widget.attrs.update(limits)
