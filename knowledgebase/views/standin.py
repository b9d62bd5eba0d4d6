"""Stand-ins for the readers' pages, until those are here."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse


def article(request: HttpRequest, key: str) -> HttpResponse:
    raise Http404


def file(request: HttpRequest, key: UUID) -> HttpResponse:
    raise Http404
