"""What SuperUsers say of themselves and of each other (B2.6, B12.2)."""

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.choices import Language
from accounts.models import User

_FIRST = _("Write the first name.")
_LAST = _("Write the last name.")


class _NameForm(forms.Form):
    first_name = forms.CharField(
        label=_("First name"), max_length=60, error_messages={"required": _FIRST}
    )
    last_name = forms.CharField(
        label=_("Last name"), max_length=60, error_messages={"required": _LAST}
    )


class InvitationForm(_NameForm):
    """Whom a company names next."""

    email = forms.EmailField(
        label=_("E-mail address"),
        error_messages={
            "required": _("Write the e-mail address, for example name@company.fi."),
            "invalid": _("This is no e-mail address. Check it, for example name@company.fi."),
        },
    )
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices)

    field_order = ["email", "first_name", "last_name", "language"]


class ContactForm(_NameForm):
    """A person's own name and phone."""

    phone = forms.CharField(
        label=_("Phone"),
        max_length=30,
        required=False,
        help_text=_("We call only about your cases."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )


class JoiningForm(ContactForm):
    """Whoever was invited makes a login."""

    language = forms.ChoiceField(label=_("Language"), choices=Language.choices)
    password1 = forms.CharField(
        label=_("New password"),
        help_text=_("At least 12 characters. Three or four unrelated words are easy to remember."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Write a new password.")},
    )
    password2 = forms.CharField(
        label=_("New password again"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Write the new password a second time.")},
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._email = email

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error(
                "password2", _("The two new passwords differ. Write the same one twice.")
            )
        if first:
            names = {name: cleaned.get(name, "") for name in ("first_name", "last_name")}
            try:
                password_validation.validate_password(first, User(email=self._email, **names))
            except ValidationError as refusal:
                self.add_error("password1", refusal)
        return cleaned


class SuccessorForm(forms.Form):
    """Which colleague goes on."""

    to = forms.ModelChoiceField(
        label=_("Who goes on?"),
        queryset=User.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
        error_messages={
            "required": _("Choose who goes on."),
            "invalid_choice": _("This person has left meanwhile. Choose another."),
        },
    )

    def __init__(self, *args: Any, colleagues: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = colleagues  # type: ignore[attr-defined]


class AbsenceForm(forms.Form):
    """The days one is away, and who hears the news."""

    deputy = forms.ModelChoiceField(
        label=_("Deputy"),
        queryset=User.objects.none(),
        empty_label=_("Choose a colleague"),
        error_messages={
            "required": _("Choose who hears your news."),
            "invalid_choice": _("This person has left meanwhile. Choose another."),
        },
    )
    first_day = forms.DateField(
        label=_("First day"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": _("Choose the first day.")},
    )
    last_day = forms.DateField(
        label=_("Last day"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": _("Choose the last day.")},
    )

    def __init__(self, *args: Any, colleagues: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["deputy"].queryset = colleagues  # type: ignore[attr-defined]
        self._today = today

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if last and last < self._today:
            self.add_error("last_day", _("This day has passed. Choose today or a later day."))
        elif first and last and last < first:
            self.add_error("last_day", _("The last day comes before the first."))
        return cleaned
