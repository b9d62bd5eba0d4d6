"""Customers with what they have licensed and who speaks for them."""

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.admin.seats import SuperUserForm, SuperUserFormSet
from accounts.models import Customer, CustomerModule, InvoiceContact, SeatException, SuperUser


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
    """A SuperUser ends on a day and stays in the history, so none is deleted."""

    model = SuperUser
    form = SuperUserForm
    formset = SuperUserFormSet
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
