"""Words of a report in templates."""

from django import template

from cases.filters.report_panels import open_time as _open_time
from cases.filters.reports import kind_words
from cases.selectors.reports.behind import PromiseRow
from cases.selectors.reports.causes import cause_words

register = template.Library()

register.filter("open_time", _open_time)
register.filter("promise_kind", kind_words)


@register.filter
def cause(row: PromiseRow) -> str:
    """Why a promise was missed."""
    return cause_words(row.cause, row.kind)
