"""How a browser remembers what its visitor chose before, or without, logging in."""

from django.conf import settings
from django.http import HttpResponseBase

THEME_COOKIE = "theme"
_A_YEAR = 60 * 60 * 24 * 365


def remember_language(response: HttpResponseBase, language: str) -> None:
    """Set the cookie from which Django reads an anonymous visitor's language."""
    _remember(response, settings.LANGUAGE_COOKIE_NAME, language)


def remember_theme(response: HttpResponseBase, theme: str) -> None:
    _remember(response, THEME_COOKIE, theme)


def _remember(response: HttpResponseBase, name: str, value: str) -> None:
    response.set_cookie(
        name,
        value,
        max_age=_A_YEAR,
        path=settings.LANGUAGE_COOKIE_PATH,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
