"""How allauth behaves here: nobody signs up, and its mail goes through our outbox."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from accounts.notices import services as notices


class PortalAccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People are named by their company or invited by staff, never by themselves (B2.5)."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put allauth's message into the outbox instead of sending it within the request."""
        notices.post_account_mail(template_prefix, to_address=email, context=context)

    def is_safe_url(self, url: str) -> bool:
        """Whether a page may send on to this address; a broken one is no reason to break."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:
            return False
