"""What administrators see of notices and mail: everything but secrets, and one button."""

from typing import Any, cast

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts import moment
from accounts.admin.readonly import ReadOnly
from accounts.models import User
from accounts.notices import policies, services
from accounts.notices.models import Notice, OutboxMail


@admin.register(OutboxMail)
class OutboxMailAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["kind", "to_address", "state", "attempts", "created_at", "due_at", "last_error"]
    list_filter = ["state", "kind"]
    search_fields = ["to_address", "message_id", "key"]
    list_select_related = ["recipient"]
    # Whoever reads a reset link owns the account.
    exclude = ["one_time_path"]
    actions = ["send_again"]

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        """No filter in the address may tell a link letter by letter."""
        if "one_time_path" in lookup.split("__"):
            return False
        return super().lookup_allowed(lookup, value, request)  # type: ignore[arg-type]

    def has_resend_permission(self, request: HttpRequest) -> bool:
        return policies.may_send_again(cast(User, request.user))

    @admin.action(description=_("Send again"), permissions=["resend"])
    def send_again(self, request: HttpRequest, mails: QuerySet[OutboxMail]) -> None:
        """Give dead letters new tries, and say how many could not have any."""
        sent, refused = 0, 0
        for mail in mails:
            try:
                services.try_again(mail, by=cast(User, request.user), at=moment.now())
                sent += 1
            except services.CannotSendAgain:
                refused += 1
        if sent:
            words = ngettext(
                "%(count)d mail is sent again.", "%(count)d mails are sent again.", sent
            )
            self.message_user(request, words % {"count": sent}, messages.SUCCESS)
        if refused:
            words = ngettext(
                "%(count)d mail cannot be sent again: it has not failed, or its link was for one "
                "time only. Ask the person to request a new one.",
                "%(count)d mails cannot be sent again: they have not failed, or their link was "
                "for one time only. Ask the people to request new ones.",
                refused,
            )
            self.message_user(request, words % {"count": refused}, messages.WARNING)


@admin.register(Notice)
class NoticeAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["kind", "recipient", "created_at", "read_at"]
    list_filter = ["kind"]
    search_fields = ["key", "recipient__email"]
    list_select_related = ["recipient"]
