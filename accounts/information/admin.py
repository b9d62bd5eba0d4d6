"""Where administrators edit what everybody may read. Pages the foot leads to always stay."""

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts import moment
from accounts.information import services
from accounts.information.models import ContactDetails, InformationPage
from accounts.information.policies import may_edit_information

KEPT_SLUGS = {"privacy", "security"}


@admin.register(InformationPage)
class InformationPageAdmin(admin.ModelAdmin):
    list_display = ["title_fi", "slug", "updated_at"]
    search_fields = ["slug", "title_fi", "title_sv", "title_en"]
    show_full_result_count = False
    fieldsets = [
        (
            None,
            {
                "fields": ["slug"],
                "description": _("The texts are Markdown; ## makes a heading of the contents."),
            },
        ),
        (_("Finnish"), {"fields": ["title_fi", "body_fi"]}),
        (_("Swedish"), {"fields": ["title_sv", "body_sv"]}),
        (_("English"), {"fields": ["title_en", "body_en"]}),
    ]

    def get_readonly_fields(
        self, request: HttpRequest, obj: InformationPage | None = None
    ) -> list[str]:
        return ["slug"] if obj and obj.slug in KEPT_SLUGS else []

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_change_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: InformationPage | None = None) -> bool:
        return self.has_change_permission(request, obj)

    def has_change_permission(
        self, request: HttpRequest, obj: InformationPage | None = None
    ) -> bool:
        """Editors write the pages beside administrators."""
        return may_edit_information(request.user)

    def has_delete_permission(
        self, request: HttpRequest, obj: InformationPage | None = None
    ) -> bool:
        """Only a page of its own can go, one at a time: the foot links to the others."""
        is_own = obj is not None and obj.slug not in KEPT_SLUGS
        return is_own and super().has_delete_permission(request, obj)

    def save_model(
        self,
        request: HttpRequest,
        obj: InformationPage,
        form: ModelForm,
        change: bool,  # noqa: FBT001 — Django's signature
    ) -> None:
        services.publish(obj, at=moment.now())


@admin.register(ContactDetails)
class ContactDetailsAdmin(admin.ModelAdmin):
    list_display = ["__str__", "phone"]
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(
        self, request: HttpRequest, obj: ContactDetails | None = None
    ) -> bool:
        return False

    def save_model(
        self,
        request: HttpRequest,
        obj: ContactDetails,
        form: ModelForm,
        change: bool,  # noqa: FBT001 — Django's signature
    ) -> None:
        services.change_contact_details(obj)
