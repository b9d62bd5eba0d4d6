"""Logging in, the password, language and theme, in the portal's own words."""

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.choices import Language, Theme
from accounts.notices import services as notices

_PASSWORD_ADVICE = _("At least 12 characters. Three or four unrelated words are easy to remember.")

# By the code of the error, so that a changed wording in allauth cannot bring its words back.
_OUR_WORDS = {
    "email_password_mismatch": _(
        "The e-mail address or the password is wrong. Check both and try again."
    ),
    "too_many_login_attempts": _("Too many attempts. Wait five minutes and try again."),
    "enter_current_password": _("This is not your current password. Write it once more."),
    "incorrect_password": _("The password is wrong. Write it once more."),
}


class _OurWords(forms.Form):
    """Says an error of allauth the way the portal speaks, and asks for what is empty."""

    labels: dict[str, Any] = {}
    asks: dict[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.help_text = ""
            field.label = self.labels.get(name, field.label)
            field.error_messages["required"] = self.asks.get(name, _("Write your password."))

    def add_error(self, field: str | None, error: Any) -> None:
        code = getattr(error, "code", None)
        if code in _OUR_WORDS:
            error = ValidationError(_OUR_WORDS[code], code=code)
        super().add_error(field, error)


class LoginForm(_OurWords, allauth_forms.LoginForm):
    labels = {"login": _("E-mail address"), "password": _("Password")}
    asks = {"login": _("Write your e-mail address, for example name@company.fi.")}


class ReauthenticateForm(_OurWords, allauth_forms.ReauthenticateForm):
    labels = {"password": _("Password")}


class ResetPasswordForm(_OurWords, allauth_forms.ResetPasswordForm):
    labels = {"email": _("E-mail address")}
    asks = {"email": _("Write your e-mail address, for example name@company.fi.")}

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        if not self.users:
            notices.take_as_long_for_nobody()
        return str(super().save(request, **kwargs))


class _NewPassword(_OurWords):
    labels = {
        "oldpassword": _("Current password"),
        "password1": _("New password"),
        "password2": _("New password again"),
    }
    asks = {
        "oldpassword": _("Write your current password."),
        "password1": _("Write a new password."),
        "password2": _("Write the new password a second time."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = _PASSWORD_ADVICE

    def add_error(self, field: str | None, error: Any) -> None:
        # The only error without a code is the one of the second writing.
        if field == "password2" and not isinstance(error, ValidationError):
            error = _("The two new passwords differ. Write the same one twice.")
        super().add_error(field, error)


class ResetPasswordKeyForm(_NewPassword, allauth_forms.ResetPasswordKeyForm):
    pass


class ChangePasswordForm(_NewPassword, allauth_forms.ChangePasswordForm):
    pass


class LanguageForm(forms.Form):
    language = forms.ChoiceField(choices=Language.choices)


class ThemeForm(forms.Form):
    theme = forms.ChoiceField(choices=Theme.choices)
