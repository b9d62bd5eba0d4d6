"""Addresses that only take what a form sends."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect

View = Callable[..., HttpResponse]


def posted_to(page: str, *named: str) -> Callable[[View], View]:
    """Let a view take POST only, and send whoever merely looks to its page.

    People get to such an address by a bookmark, by changing the language after a refused form,
    or by logging in again after their session ended. `page` is the URL name of the page that has
    the form; it takes the same arguments, or those `named`.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def taking(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method == "POST":
                return view(request, *args, **kwargs)
            if request.method in {"GET", "HEAD"}:
                return redirect(page, *args, **{name: kwargs[name] for name in named or kwargs})
            return HttpResponseNotAllowed(["POST"])

        return taking

    return decorate
