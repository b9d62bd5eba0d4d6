"""Rows of the queue, rendered once and remembered: rendering is what a queue costs."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from cases.selectors.queue import QueueRow

register = template.Library()

# About a kilobyte each; a desk looks at a few hundred rows in three languages all day.
_REMEMBERED = 4000


@register.simple_tag
def queue_row(row: QueueRow) -> SafeString:
    """Draw one row. A row that shows the same words is never rendered twice."""
    return _rendered(row, get_language() or "")


@lru_cache(maxsize=_REMEMBERED)
def _rendered(row: QueueRow, language: str) -> SafeString:
    """The row itself is the key: it holds every word that is shown, so nothing grows stale."""
    return render_to_string("cases/_queue_row.html", {"row": row})
