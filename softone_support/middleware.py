"""What every request meets before a view does: how it is logged, how large it may be."""

import json
import re
import uuid
from collections.abc import Callable
from typing import Any

from django.contrib.auth import get_user
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django_structlog.middlewares import RequestMiddleware

from accounts.filetypes import MAX_BYTES, MAX_FILES
from accounts.models.tracked import remembers

Handler = Callable[[HttpRequest], HttpResponse]

TAKES_FILES = frozenset(
    {
        *("cases:new", "cases:draft", "cases:draft_files", "cases:messages", "cases:notes"),
        *("cases:questions", "cases:solution", "cases:way_round", "cases:reopening"),
        *("cases:new_for", "admin:accounts_importrun_file"),
        *("knowledgebase:write", "knowledgebase:edit", "knowledgebase:files"),
    }
)
"""The addresses whose forms have a field for files."""

MOST_OF_A_FORM = 1024 * 1024
MOST_WITH_FILES = MAX_FILES * MAX_BYTES + 10 * MOST_OF_A_FORM
"""Bytes of one request: as many files as a form takes, and the form. nginx.conf says the same."""

HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"
    ),
    "X-Frame-Options": "DENY",
    # Pages have brought their own by now. A style sheet needs none, a picture runs nothing.
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}


def closed_by_default(get_response: Handler) -> Handler:
    """Give every answer, files and refusals too, the headers that nothing further in has set."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return respond


class RequestLog(RequestMiddleware):
    """Logs which page was asked for, by its route.

    The address itself may hold the key of a new password, its query whatever was searched for.
    """

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        try:
            route = (request.resolver_match or resolve(request.path_info)).route
        except Resolver404:
            route = "(no such page)"
        return f"{request.method} /{route}"


class BodyLimit:
    """Refuses a body that is too large before anything reads it, so before the CSRF check does.

    A file may come only from somebody who has logged in, and only where a form takes files.
    """

    def __init__(self, get_response: Handler) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        size = _size_of_body(request)
        if size is None:
            # No browser sends this, and Django would take the body for an empty one.
            return render(request, "413.html", status=411)
        if size <= MOST_OF_A_FORM or (size <= MOST_WITH_FILES and _may_bring_files(request)):
            return None
        return render(request, "413.html", status=413)


def _size_of_body(request: HttpRequest) -> int | None:
    """The announced bytes; None when a body comes in pieces of which nobody knows the sum."""
    announced = request.META.get("CONTENT_LENGTH") or ""
    if not announced and request.META.get("HTTP_TRANSFER_ENCODING"):
        return None
    return int(announced) if announced.isdecimal() else 0


def _may_bring_files(request: HttpRequest) -> bool:
    match = request.resolver_match
    return (
        match is not None
        and match.view_name in TAKES_FILES
        and bool(get_user(request).is_authenticated)
    )


def signed_edits(get_response: Handler) -> Handler:
    """Tell the history of settings who edits them, and on which page.

    The package's own middleware writes its words in front of every statement, which a database
    that gets values apart from the question refuses. Here only a write of rows that remember their
    edits costs a question more, and reading costs nothing.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        if request.method in ("GET", "HEAD", "OPTIONS"):
            return get_response(request)
        with connection.execute_wrapper(_Signature(request)):
            return get_response(request)

    return respond


class _Signature:
    """Says whose edit a statement is, for the rest of its transaction."""

    WRITE = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.number = uuid.uuid4()

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: Any, context: Any
    ) -> Any:
        write = self.WRITE.match(sql)
        if write is None or not remembers(write[1]):
            return execute(sql, params, many, context)
        with transaction.atomic(savepoint=False):
            self._sign()
            return execute(sql, params, many, context)

    def _sign(self) -> None:
        who = json.dumps({"user": self.request.user.pk, "url": self.request.path})
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('pghistory.context_id', %s, true), "
                "set_config('pghistory.context_metadata', %s, true)",
                [str(self.number), who],
            )
