"""What every request needs to know about its person."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import translation

Handler = Callable[[HttpRequest], HttpResponse]


def personal_language(get_response: Handler) -> Handler:
    """Speak the language the person has chosen; a visitor's browser decides before login."""

    def respond(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = request.user.language
        return get_response(request)

    return respond


def private_pages(get_response: Handler) -> Handler:
    """Keep pages of a logged-in person out of every cache; logging out empties the browser's."""

    def respond(request: HttpRequest) -> HttpResponse:
        was_here = request.user.is_authenticated
        response = get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store, private")
        elif was_here:
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response

    return respond


def login_again(get_response: Handler) -> Handler:
    """Tell a page that renews itself to reload whole when its session has ended.

    Without this the login page would be put where a part of the page was.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        is_part = request.headers.get("HX-Request") == "true"
        location = response.headers.get("Location", "")
        if is_part and location.startswith(resolve_url(settings.LOGIN_URL)):
            return HttpResponse(status=204, headers={"HX-Refresh": "true"})
        return response

    return respond
