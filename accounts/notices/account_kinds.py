"""Mail about a person's own login (B12.1). These have no row in the portal's list."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.notices import kinds
from accounts.notices.kinds import Context, Kind, Loaded, Words

if TYPE_CHECKING:
    from accounts.models import User

PREFIX = "account."


def register() -> None:
    """Make known every message that the login pages can send."""
    kinds.register(
        Kind(
            name=PREFIX + "password_reset_key",
            may_still_see=_is_own,
            words=_reset_words,
            one_time_link=True,
        )
    )
    for name in ("password_reset", "password_changed", "password_set"):
        kinds.register(Kind(name=PREFIX + name, may_still_see=_is_own, words=_changed_words))


def _is_own(user: "User | None", context: Context, loaded: Loaded) -> bool:
    return user is not None


def _reset_words(user: "User", context: Context, loaded: Loaded) -> Words:
    days = settings.PASSWORD_RESET_TIMEOUT // (24 * 60 * 60)
    return Words(
        subject=_("Choose a new password"),
        sentences=(
            _("You asked for a new password."),
            ngettext(
                "The link works once and for %(count)d day.",
                "The link works once and for %(count)d days.",
                days,
            )
            % {"count": days},
            _("If it was not you, do nothing. Your password stays as it is."),
        ),
        action_label=_("Choose a new password"),
        path=context["one_time_path"],
        icon="key-round",
    )


def _changed_words(user: "User", context: Context, loaded: Loaded) -> Words:
    return Words(
        subject=_("Your password was changed"),
        sentences=(_("If it was not you, choose a new password at once and call us."),),
        action_label=_("Choose a new password"),
        path=reverse("account_reset_password"),
        icon="key-round",
    )
