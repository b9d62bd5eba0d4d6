"""The demo's outbox: what would have been mailed, readable by everybody who opens the demo.

No login: a link for a new password must be readable while logged out. Production has no such
page, and settings without DEMO answer 404 even if somebody adds its address.
"""

import email
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import default
from functools import wraps
from pathlib import Path

from csp.constants import HEADER, SELF
from csp.decorators import csp_update
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts import moment

MOST_SHOWN = 200
# What somebody typed may stand in a mail, so its HTML may look like itself and do nothing.
_MAIL_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; form-action 'none'; "
    "base-uri 'none'; sandbox allow-popups allow-popups-to-escape-sandbox"
)
# A link inside a sandboxed frame may not change the page around it.
_LINKS_OUTSIDE = b'<base target="_blank">'

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Letter:
    """One mail of the folder."""

    name: str
    to: str
    subject: str
    sent_at: datetime | None
    text: str = ""
    html: str = ""


def _only_in_demo(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@login_not_required
@require_safe
@_only_in_demo
def outbox(request: HttpRequest) -> HttpResponse:
    """List the newest mails with recipient and subject."""
    letters = [_headers(name) for name in _names()[:MOST_SHOWN]]
    return render(request, "demo/outbox.html", {"letters": letters, "now": moment.now()})


@login_not_required
@require_safe
@_only_in_demo
@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]
def message(request: HttpRequest, name: str) -> HttpResponse:
    """Show one mail: its text, and a frame with its HTML, which `?html` answers."""
    letter = _whole(name)
    if "html" in request.GET:
        return _harmless_html(letter)
    return render(request, "demo/message.html", {"letter": letter, "now": moment.now()})


def _harmless_html(letter: Letter) -> HttpResponse:
    page = _LINKS_OUTSIDE + letter.html.encode()
    return HttpResponse(page, headers={HEADER: _MAIL_POLICY, "X-Frame-Options": "SAMEORIGIN"})


def _names() -> list[str]:
    """The mails' file names, newest first. Only a name of this list is ever opened."""
    names = (path.name for path in Path(settings.DEMO_MAIL_DIR).glob("*.eml"))
    return sorted((name for name in names if not name.startswith(".")), reverse=True)


def _headers(name: str) -> Letter:
    return _letter(name, _read(name))


def _whole(name: str) -> Letter:
    """Return one mail of the folder; whatever else a name may mean does not exist."""
    if name not in _names():
        raise Http404
    mail = _read(name)
    return _letter(name, mail, text=_part(mail, "plain"), html=_part(mail, "html"))


def _read(name: str) -> EmailMessage:
    raw = (Path(settings.DEMO_MAIL_DIR) / name).read_bytes()
    return email.message_from_bytes(raw, policy=default)


def _letter(name: str, mail: EmailMessage, *, text: str = "", html: str = "") -> Letter:
    return Letter(
        name=name,
        to=str(mail["To"] or ""),
        subject=str(mail["Subject"] or ""),
        sent_at=_sent_at(mail),
        text=text,
        html=html,
    )


def _sent_at(mail: EmailMessage) -> datetime | None:
    """The moment in the Date header. Without an offset (`-0000`) it is UTC, by RFC 5322."""
    moment_sent = mail["Date"].datetime if mail["Date"] else None
    if moment_sent is None or moment_sent.tzinfo:
        return moment_sent
    return moment_sent.replace(tzinfo=UTC)


def _part(mail: EmailMessage, subtype: str) -> str:
    part = mail.get_body(preferencelist=(subtype,))
    return part.get_content() if part is not None else ""
