"""Customers with what they have licensed and who speaks for them."""

from typing import cast

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts import moment, services
from accounts.admin.seats import SuperUserForm, SuperUserFormSet, refusal_to_end
from accounts.models import (
    Customer,
    CustomerModule,
    InvoiceContact,
    SeatException,
    SuperUser,
    User,
)


class LicenceInline(admin.TabularInline):
    model = CustomerModule
    autocomplete_fields = ["module"]
    extra = 0
    verbose_name = _("licensed module")
    verbose_name_plural = _("licensed modules")

    def get_queryset(self, request: HttpRequest) -> QuerySet[CustomerModule]:
        return super().get_queryset(request).select_related("customer", "module")


class SeatExceptionInline(admin.TabularInline):
    """Another number of seats than the modules give; counts once it is saved."""

    model = SeatException
    extra = 0


class InvoiceContactForm(forms.ModelForm):
    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()


class InvoiceContactInline(admin.TabularInline):
    model = InvoiceContact
    form = InvoiceContactForm
    extra = 0


class SuperUserInline(admin.TabularInline):
    """A SuperUser ends on a day and stays in the history, so none is deleted.

    The day is the services' to write, with all that an end means.
    """

    model = SuperUser
    form = SuperUserForm
    formset = SuperUserFormSet
    fields = ["user", "since", "is_extra", "ended_on", "ends_today"]
    readonly_fields = ["ended_on"]
    autocomplete_fields = ["user"]
    can_delete = False
    extra = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[SuperUser]:
        return super().get_queryset(request).select_related("customer", "user")


@admin.register(Customer)
class CustomerAdmin(admin.ModelAdmin):
    list_display = ["name", "business_id", "industry", "city", "ended_on"]
    list_filter = ["industry", ("ended_on", admin.EmptyFieldListFilter)]
    list_per_page = 50
    search_fields = ["name", "business_id", "city"]
    show_full_result_count = False
    fields = ["name", "business_id", "industry", "city", "ended_on"]
    inlines = [LicenceInline, SeatExceptionInline, SuperUserInline, InvoiceContactInline]

    def save_formset(
        self,
        request: HttpRequest,
        form: forms.ModelForm,
        formset: forms.BaseModelFormSet,
        change: bool,  # noqa: FBT001
    ) -> None:
        """End first, so that a newcomer of the same form finds the seat free."""
        if isinstance(formset, SuperUserFormSet):
            for each in formset.forms:
                if each.ends:
                    _end(request, each.instance)
        super().save_formset(request, form, formset, change)


def _end(request: HttpRequest, seat: SuperUser) -> None:
    """End a seat the one way there is; the row that the form still saves keeps what it says."""
    by, at = cast(User, request.user), moment.of(request)
    try:
        services.leave(seat, by=by, at=at)
    except services.SuccessorNeeded:
        # Something came in since the form was read.
        messages.error(request, refusal_to_end(seat))
    except services.SeatEnded:
        pass
    seat.refresh_from_db(fields=["ended_on", "ended_by"])
