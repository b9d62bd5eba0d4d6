"""What administrators are told when a night's audit finds a deadline that its rows do not give."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.choices import Role
from accounts.models import User
from accounts.notices.kinds import Context, Kind, Loaded, Words

NAME = "sla.audit"


def _may_still_see(user: User, context: Context, loaded: Loaded) -> bool:
    return user.role == Role.ADMINISTRATOR


def _words(user: User, context: Context, loaded: Loaded) -> Words:
    count = context["count"]
    return Words(
        subject=ngettext(
            "The night's check found %(count)d deadline that differs from its rows.",
            "The night's check found %(count)d deadlines that differ from their rows.",
            count,
        )
        % {"count": count},
        sentences=[_("No deadline was changed. The list names each case.")],
        action_label=_("Open the list"),
        path=reverse("admin:sla_clockaudit_change", args=[context["audit"]]),
        icon="st-late",
    )


KIND = Kind(name=NAME, may_still_see=_may_still_see, words=_words)
