"""Certificates and lifts of the payment block: to look up, services write them (B2.2, B2.3)."""

from django.contrib import admin

from accounts.admin.readonly import Exceptional, ReadOnly
from accounts.models import Certificate, Reprieve


@admin.register(Certificate)
class CertificateAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["user", "module", "source", "achieved_on", "expires_on", "withdrawn_at"]
    list_filter = ["source", "module", ("withdrawn_at", admin.EmptyFieldListFilter)]
    list_select_related = ["user", "module"]
    list_per_page = 50
    search_fields = ["user__email", "user__first_name", "user__last_name"]
    ordering = ["-recorded_at", "-pk"]


@admin.register(Reprieve)
class ReprieveAdmin(Exceptional, ReadOnly, admin.ModelAdmin):
    list_display = ["customer", "until", "reason", "by", "at", "ended_at", "ended_by"]
    list_filter = [("ended_at", admin.EmptyFieldListFilter)]
    list_select_related = ["customer", "by", "ended_by"]
    list_per_page = 50
    search_fields = ["customer__name", "customer__business_id"]
    ordering = ["-at", "-pk"]
