"""Rows of the queue, drawn once a minute: rendering is what a queue costs."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from cases.models import Case
from cases.selectors.queue import queue_row as row_of

register = template.Library()

# About three kilobytes each; a desk looks at a few hundred rows in three languages all day.
_REMEMBERED = 2000


@dataclass(frozen=True)
class _Sight:
    """A case as one minute shows it. Every change gives the case another version."""

    pk: int
    version: int
    minute: int
    language: str
    case: Case = field(compare=False)
    at: datetime = field(compare=False)


@register.simple_tag
def queue_row(case: Case, at: datetime) -> SafeString:
    """Draw one row of the queue.

    What is left of a deadline is said in minutes, so a minute is how long a drawing may be
    shown again; a renamed customer or colleague appears with the next one.
    """
    minute = int(at.timestamp() // 60)
    return _drawn(_Sight(case.pk, case.version, minute, get_language() or "", case, at))


@lru_cache(maxsize=_REMEMBERED)
def _drawn(sight: _Sight) -> SafeString:
    row = row_of(sight.case, at=sight.at)
    return render_to_string("cases/_queue_row.html", {"row": row})
