"""The portal's glyphs: one sprite, drawn by reference, decoration unless a label names it."""

from functools import lru_cache

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString


@lru_cache(maxsize=1)
def _sprite() -> str:
    """The sprite's address. It changes only with a release, hence once a process."""
    return static("icons/icons.svg")


@lru_cache(maxsize=512)
def _decoration(name: str, css: str) -> SafeString:
    return format_html(
        '<svg class="icon{}" aria-hidden="true"><use href="{}#{}"/></svg>',
        f" {css}" if css else "",
        _sprite(),
        name,
    )


def draw(name: str, *, label: str = "", css: str = "") -> SafeString:
    """Draw the symbol `name` of the sprite.

    Without a label the glyph is hidden from screen readers, because a word stands beside it.
    `css` adds classes of its own, such as `icon-lg`.
    """
    if not label:
        return _decoration(name, css)
    return format_html(
        '<svg class="icon{}" role="img" aria-label="{}"><use href="{}#{}"/></svg>',
        f" {css}" if css else "",
        label,
        _sprite(),
        name,
    )
