"""How an administrator names SuperUsers and ends their seats (B2.1, B2.6)."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts import movers
from accounts.models import Customer, SuperUser
from accounts.selectors.seats import seats_granted


def link_to_hand_over(seat: SuperUser) -> SafeString:
    """Lead to the page where what waits for a person goes to somebody else."""
    page = reverse("cases:handover", args=[seat.customer_id, seat.pk])
    words = _("Hand over: %(person)s, %(customer)s")
    told = {"person": seat.user, "customer": seat.customer}
    return format_html('<a href="{}">{}</a>', page, words % told)


def refusal_to_end(seat: SuperUser) -> SafeString:
    """Say why a seat does not simply end, with the way that ends it."""
    words = _("Open cases, drafts or followed cases wait for this person.")
    return format_html("{} {}", words, link_to_hand_over(seat))


class SuperUserForm(forms.ModelForm):
    """A new row names somebody; a row that is there keeps its person, and ends through a tick.

    Who comes back gets a new row, so the history keeps both times.
    """

    ends_today = forms.BooleanField(label=gettext_lazy("ends today"), required=False)

    class Meta:
        model = SuperUser
        fields = ["user", "since", "is_extra"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        is_new, has_ended = self.instance.pk is None, self.instance.ended_on is not None
        # Another person in the row would leave the cases of the first one to nobody.
        self.fields["user"].disabled = not is_new
        self.fields["ends_today"].disabled = is_new or has_ended
        for name in ("since", "is_extra"):
            self.fields[name].disabled = has_ended

    def clean_ends_today(self) -> bool:
        """Let nobody go for whom something waits (B2.6)."""
        ends, seat = self.cleaned_data["ends_today"], self.instance
        if ends and movers.waits_for(seat.user, seat.customer):
            raise ValidationError(refusal_to_end(seat))
        return bool(ends)

    @property
    def ends(self) -> bool:
        return bool(self.cleaned_data.get("ends_today"))

    @property
    def takes_a_seat(self) -> bool:
        return bool(self.cleaned_data.get("user")) and not (self.instance.ended_on or self.ends)

    def clean(self) -> dict[str, Any]:
        """Say which company a person speaks for already, before the database refuses."""
        cleaned = super().clean() or self.cleaned_data
        person = cleaned.get("user")
        if person is not None and person.is_desk and self.takes_a_seat:
            self.add_error("user", _("This person works at SoftOne and speaks for no customer."))
        if person is not None and self.takes_a_seat and not cleaned.get("is_extra"):
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
    # Each a SuperUserForm, which the base class does not know.
    forms: list[Any]

    def clean(self) -> None:
        """Refuse one more than the seats, also when two administrators add at once.

        A customer that is over its seats already (it gave up modules) can still be edited.
        """
        super().clean()
        if any(self.errors):
            return
        current = [form for form in self.forms if form.takes_a_seat]
        if all(form.instance.pk for form in current):
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
