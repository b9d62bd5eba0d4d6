"""An answer as somebody who probes sees it, without what differs each time."""

import re
from urllib.parse import quote

from django.http import HttpResponse

LOGIN_PAGES = ("/account/login/", "/admin/login/")
_TOKEN = re.compile(r'(name="csrfmiddlewaretoken" value=")[^"]*')
_NONCE = re.compile(r'(nonce=")[^"]*')


def outcome(answer: HttpResponse) -> str:
    """The status, or `login` when the answer sends to the login page."""
    if answer.status_code == 302 and answer["Location"].partition("?")[0] in LOGIN_PAGES:
        return "login"
    return str(answer.status_code)


def read(answer: HttpResponse) -> bytes:
    """The whole body; a file is closed at its end."""
    return b"".join(answer) if answer.streaming else answer.content


def bare(answer: HttpResponse, address: str) -> tuple[int, dict[str, str], list[str], str]:
    """Status, headers, names of cookies and body, its own address and tokens taken out.

    The length goes with the address, which is longer or shorter; the body itself is compared.
    """
    body = read(answer).decode()
    for spelling in (address, quote(address, safe=""), quote(address)):
        body = body.replace(spelling, "ADDRESS")
    body = _NONCE.sub(r"\1", _TOKEN.sub(r"\1", body))
    headers = {name: value.replace(address, "ADDRESS") for name, value in answer.items()}
    for name in ("X-Request-ID", "Expires", "Content-Length"):
        headers.pop(name, None)
    return answer.status_code, headers, sorted(answer.cookies), body
