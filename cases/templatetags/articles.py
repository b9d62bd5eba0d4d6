"""Links to articles in what people write (B9)."""

import re

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

_LINK = re.compile(r"\[([^\[\]\n<>]{1,200})\]\(([^()\s<>\"&]{1,300})\)")


@register.filter
def linked_articles(text: str) -> SafeString:
    """The paragraphs of a message; `[title](address)` of our own articles is a link, no other."""
    shelf = reverse("knowledgebase:article", args=["-"]).removesuffix("-/")
    own = settings.SITE_URL.rstrip("/") + shelf

    def link(match: re.Match[str]) -> str:
        words, address = match.groups()
        key = address.removeprefix(own).strip("/")
        if not address.startswith(own) or not re.fullmatch(r"[-\w]+", key):
            return match[0]
        return f'<a href="{shelf}{key}/">{words}</a>'

    # Escaped by `linebreaks` before any link is made; the address is built of a slug alone.
    return mark_safe(_LINK.sub(link, linebreaks(text, autoescape=True)))  # noqa: S308
