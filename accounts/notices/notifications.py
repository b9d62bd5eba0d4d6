"""The mail shell: makes one mail out of an outbox row, in the recipient's language."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email
from django.template.loader import render_to_string
from django.utils import translation

from accounts.notices import kinds, selectors
from accounts.notices.kinds import Words
from accounts.notices.models import OutboxMail

_THREAD = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,99}")


class NotForThem(Exception):
    """Nobody may read this mail any more. The message says why, without naming anybody."""


def site_host() -> str:
    """The host name that Message-IDs end in."""
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def compose(mail: OutboxMail) -> EmailMultiAlternatives:
    """Return the finished mail, its words drawn from the rows of this moment.

    Raises NotForThem when the recipient lost the right to it, UnknownKind when no kind of the
    name is registered, ValidationError when the address is none.
    """
    kind = kinds.find(mail.kind)
    validate_email(mail.to_address)
    if mail.recipient is not None and not mail.recipient.is_active:
        raise NotForThem("the recipient may not log in")
    if kind.one_time_link and not mail.one_time_path:
        raise NotForThem("the one-time link is gone")
    language = mail.recipient.language if mail.recipient else mail.language
    with translation.override(language):
        [words] = selectors.words_of(mail.recipient, [(mail.kind, mail.full_context)])
        if words is None:
            raise NotForThem("the recipient may not see this any more")
        return _letter(mail, words, language)


def _letter(mail: OutboxMail, words: Words, language: str) -> EmailMultiAlternatives:
    filling = {
        "words": words,
        "subject": _one_line(words.subject),
        "url": settings.SITE_URL.rstrip("/") + words.path if words.path else "",
        "first_name": mail.recipient.first_name if mail.recipient else "",
        "signature": kinds.signature(language),
        "language": language,
    }
    letter = EmailMultiAlternatives(
        subject=_subject(words),
        body=render_to_string("notices/mail.txt", filling),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[mail.to_address],
        headers=_headers(mail, words, language),
    )
    letter.attach_alternative(render_to_string("notices/mail.html", filling), "text/html")
    return letter


def _subject(words: Words) -> str:
    reference = f"[{words.reference}] " if words.reference else ""
    return _one_line(reference + words.subject)


def _one_line(text: str) -> str:
    """A header ends where its line ends, so what somebody typed must not bring a new line."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _headers(mail: OutboxMail, words: Words, language: str) -> dict[str, str]:
    headers = {"Message-ID": mail.message_id, "Content-Language": language}
    if words.automatic:
        headers |= {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
    if words.thread:
        root = _thread_root(words.thread)
        headers |= {"In-Reply-To": root, "References": root}
    return headers


def _thread_root(thread: str) -> str:
    """The id all mails of one matter answer, so that mail programs show them together."""
    if not _THREAD.fullmatch(thread):
        raise ValueError("A thread is a word of letters, digits, dots and dashes")
    return f"<{thread}@{site_host()}>"
