"""The request as our views know it, for the type checker."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from accounts.models import User


class PortalRequest(HttpRequest):
    """A request of somebody who has logged in: `LoginRequiredMiddleware` lets no other through."""

    user: User
    htmx: HtmxDetails
