"""People: staff and customers' SuperUsers. Nobody sees or types a password hash."""

from typing import Any

from allauth.account.models import EmailAddress
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.core.exceptions import ValidationError
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts import movers
from accounts.admin.seats import link_to_hand_over
from accounts.models import SuperUser, User

RIGHTS = (
    *("role", "is_staff", "is_superuser", "groups", "user_permissions"),
    *("is_trainer", "is_editor", "is_privacy_officer"),
)


class _PersonForm(forms.ModelForm):
    """What both forms check in words; the database insists on the same."""

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("is_staff") and not cleaned.get("role"):
            self.add_error("role", _("Choose a role: only staff open the administration pages."))
        duties = ("is_trainer", "is_editor", "is_privacy_officer")
        if any(cleaned.get(duty) for duty in duties) and not cleaned.get("role"):
            self.add_error("role", _("Choose a role: duties are for staff."))
        return cleaned


class NewPersonForm(_PersonForm):
    """A new person has no password: they choose it themselves by mail."""

    class Meta:
        model = User
        fields = ["email", "first_name", "last_name", "phone", "language", "role", "team"]

    def save(self, commit: bool = True) -> User:  # noqa: FBT001, FBT002 — Django's signature
        self.instance.set_unusable_password()
        return super().save(commit)


def _seats(person: User) -> QuerySet[SuperUser]:
    """The seats a person has now."""
    return SuperUser.objects.seated().filter(user=person).select_related("user", "customer")


class PersonForm(_PersonForm, UserChangeForm):
    class Meta:
        model = User
        fields = [
            *("email", "password", "first_name", "last_name", "phone", "language", "theme"),
            *("is_active", "team"),
            *RIGHTS,
        ]

    def clean_role(self) -> str:
        """Whoever comes to work at SoftOne speaks for no customer: their seat goes on first."""
        role = str(self.cleaned_data["role"])
        is_joining = bool(role and not self.initial.get("role"))
        if is_joining:
            # Locked until it is saved, against an invitation accepted at the same time.
            User.objects.select_for_update(no_key=True).get(pk=self.instance.pk)
        seats = _seats(self.instance) if is_joining else ()
        if links := [[link_to_hand_over(seat)] for seat in seats]:
            words = gettext(
                "This person speaks for a customer. Hand the seat over or end it first."
            )
            raise ValidationError(format_html("{} {}", words, format_html_join(", ", "{}", links)))
        return role


@admin.register(User)
class PersonAdmin(UserAdmin):
    form = PersonForm
    add_form = NewPersonForm
    add_form_template = None
    list_display = ["full_name", "email", "company", "role", "team", "is_active"]
    list_filter = ["role", "team", "is_active", "is_staff"]
    list_select_related = ["team"]
    list_per_page = 50
    search_fields = ["email", "first_name", "last_name"]
    show_full_result_count = False
    ordering = ["last_name", "first_name", "pk"]
    readonly_fields = ["last_login", "date_joined"]
    fieldsets = [
        (None, {"fields": ["email", "password", "is_active"]}),
        (
            _("Person"),
            {"fields": ["first_name", "last_name", "phone", "language", "theme"]},
        ),
        (
            _("Work at SoftOne"),
            {"fields": ["role", "team", "is_trainer", "is_editor", "is_privacy_officer"]},
        ),
        (
            _("Administration"),
            {
                "classes": ["collapse"],
                "fields": ["is_staff", "is_superuser", "groups", "user_permissions"],
            },
        ),
        (_("Times"), {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (
            None,
            {
                "fields": NewPersonForm.Meta.fields,
                "description": _(
                    "The person chooses a password under “Forgot your password?”. "
                    "Leave the role empty for a SuperUser of a customer."
                ),
            },
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        own = SuperUser.objects.filter(user=OuterRef("pk"), ended_on__isnull=True)
        return (
            super()
            .get_queryset(request)
            .annotate(company_name=Subquery(own.values("customer__name")[:1]))
        )

    @admin.display(description=_("name"), ordering="last_name")
    def full_name(self, person: User) -> str:
        return person.full_name

    @admin.display(description=_("company"), ordering="company_name")
    def company(self, person: User) -> str | None:
        # Annotated in the queryset above.
        return person.company_name  # type: ignore[attr-defined]

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:
        """Rights are given by those only who have them all: nobody raises themselves."""
        own = list(self.readonly_fields)
        return own if request.user.is_superuser else [*own, *RIGHTS]

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """A limited administrator cannot take over a full one by mail address or password."""
        if obj is not None and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Nobody is deleted here: history keeps its names, "may log in" shuts a person out."""
        return False

    def save_model(
        self,
        request: HttpRequest,
        obj: User,
        form: forms.ModelForm,
        change: bool,  # noqa: FBT001
    ) -> None:
        super().save_model(request, obj, form, change)
        if "email" in form.changed_data:
            # An address someone had before must neither log in nor receive a new password.
            EmailAddress.objects.filter(user=obj).exclude(email=obj.email).delete()
        if "is_active" in form.changed_data and not obj.is_active:
            _tell_what_waits(request, obj)


def _tell_what_waits(request: HttpRequest, person: User) -> None:
    """Shutting somebody out stops no case: say for whom somebody must go on (B2.6)."""
    for seat in _seats(person):
        waiting = sum(movers.waiting(person, seat.customer).values())
        words = ngettext(
            "The seat stays, and %(count)d matter waits for this person.",
            "The seat stays, and %(count)d matters wait for this person.",
            waiting,
        )
        told = words % {"count": waiting} if waiting else gettext("The seat stays.")
        messages.warning(request, format_html("{} {}", told, link_to_hand_over(seat)))
