"""The request as our views know it, for the type checker."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from accounts.models import Customer, User


def company_of(request: HttpRequest, user: User) -> Customer | None:
    """The company somebody acts for: the one the form was drawn for, else the one worked for now.

    Who speaks for two may have changed to the other in another window meanwhile.
    """
    named = request.POST.get("company", "")
    return next((each for each in user.companies if str(each.pk) == named), user.company)


class PortalRequest(HttpRequest):
    """A request of somebody who has logged in: `LoginRequiredMiddleware` lets no other through."""

    user: User
    htmx: HtmxDetails
