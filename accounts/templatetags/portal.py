"""What templates of every app draw with: glyphs, the chosen theme, small steps over lists."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.forms import BoundField
from django.template import Context
from django.utils.safestring import SafeString

from accounts import icons
from accounts.choices import Theme
from accounts.preferences import THEME_COOKIE

register = template.Library()


@register.simple_tag
def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """`{% icon "clock" %}`; alone, without a word beside it, `{% icon "st-late" label=… %}`."""
    return icons.draw(name, label=label, css=css)


_STATES = {"act", "late", "run", "new", "pause", "done"}


@register.simple_tag
def glyph(kind: str, run: str = "st-run", css: str = "") -> SafeString:
    """The sign of a state by its kind. What merely runs may have a sign of its own: `run`."""
    is_state = kind in _STATES and kind != "run"
    return icons.draw(f"st-{kind}" if is_state else run, css=css)


@register.simple_tag(takes_context=True)
def chosen_theme(context: Context) -> str:
    """The theme to draw the page in: the person's, else this browser's, else "auto"."""
    request = context.get("request")
    if request is None:
        return Theme.AUTO
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        return user.theme
    remembered = request.COOKIES.get(THEME_COOKIE, "")
    return remembered if remembered in Theme.values else Theme.AUTO


@register.filter
def first_half(entries: Sequence[Any]) -> Sequence[Any]:
    """The entries left of the middle; of an odd number the larger part."""
    return entries[: (len(entries) + 1) // 2]


@register.filter
def second_half(entries: Sequence[Any]) -> Sequence[Any]:
    return entries[(len(entries) + 1) // 2 :]


@register.filter
def anchor(field: BoundField) -> str:
    """The id of the first control of a field, for a link that shall land in it."""
    return field.id_for_label or f"{field.auto_id}_0"
