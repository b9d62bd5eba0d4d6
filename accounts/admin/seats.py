"""How many SuperUsers a customer may name, held when an administrator adds one (B2.1)."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import moment, timewords
from accounts.models import Customer, SuperUser
from accounts.selectors.seats import seats_granted


class SuperUserForm(forms.ModelForm):
    def clean(self) -> dict[str, Any]:
        """Say which company a person speaks for already, before the database refuses."""
        cleaned = super().clean() or self.cleaned_data
        person, ended_on = cleaned.get("user"), cleaned.get("ended_on")
        if person is not None and person.is_desk:
            self.add_error("user", _("This person works at SoftOne and speaks for no customer."))
        if ended_on and ended_on > timewords.local(moment.now()).date():
            self.add_error("ended_on", _("The day is still ahead. Enter it when it has come."))
        if person is not None and not (cleaned.get("ended_on") or cleaned.get("is_extra")):
            elsewhere = (
                SuperUser.objects.filter(user=person, ended_on__isnull=True)
                .exclude(pk=self.instance.pk)
                .select_related("customer")
                .first()
            )
            if elsewhere is not None:
                words = _(
                    "%(person)s speaks for %(customer)s. End that first, or tick that the person "
                    "may speak for both."
                )
                self.add_error("user", words % {"person": person, "customer": elsewhere.customer})
        return cleaned


class SuperUserFormSet(BaseInlineFormSet):
    def clean(self) -> None:
        """Refuse one more than the seats, also when two administrators add at once.

        A customer that is over its seats already (it gave up modules) can still be edited.
        """
        super().clean()
        if any(self.errors):
            return
        current = [form for form in self.forms if self._takes_a_seat(form)]
        if not any(self._is_newcomer(form) for form in current):
            return
        taken = len(current)
        if self.instance.pk:
            Customer.objects.select_for_update().get(pk=self.instance.pk)
            shown = [form.instance.pk for form in self.forms if form.instance.pk]
            others = SuperUser.objects.filter(customer=self.instance, ended_on__isnull=True)
            taken += others.exclude(pk__in=shown).count()
        seats = seats_granted(self.instance.pk)
        if taken > seats:
            words = ngettext(
                "The customer may name %(count)d SuperUser. End one first; more SoftOne GO "
                "modules, once saved, give more seats.",
                "The customer may name %(count)d SuperUsers. End one first; more SoftOne GO "
                "modules, once saved, give more seats.",
                seats,
            )
            raise ValidationError(words % {"count": seats})

    @staticmethod
    def _takes_a_seat(form: forms.ModelForm) -> bool:
        return bool(form.cleaned_data.get("user")) and not form.cleaned_data.get("ended_on")

    @staticmethod
    def _is_newcomer(form: forms.ModelForm) -> bool:
        """True for somebody added, or let back in after an end."""
        return form.instance.pk is None or form.initial.get("ended_on") is not None
