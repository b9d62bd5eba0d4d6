"""What the groups of a report are called."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from accounts.models import Customer
from cases.selectors import options
from cases.selectors.reports.causes import cause_words
from cases.selectors.reports.figures import By, Figure
from cases.selectors.reports.periods import day_of_month, month_name
from cases.selectors.reports.spread import bucket_of
from sla.choices import ClockKind


class Names:
    """The names that some figures need; one query for all the customers among them."""

    def __init__(self, figures: Iterable[Figure]) -> None:
        customers = {figure.key for figure in figures if figure.by == By.CUSTOMER}
        found = Customer.objects.filter(pk__in=customers) if customers else []
        self._of = {
            By.LEVEL: dict(options.levels()),
            By.TEAM: dict(options.teams()),
            By.MODULE: dict(options.modules()),
            By.CUSTOMER: {str(customer.pk): customer.name for customer in found},
        }

    def of(self, figure: Figure) -> str:
        match figure.by:
            case By.ALL:
                return _("All together")
            case By.MONTH:
                return month_name(day_of_month(figure.key))
            case By.CAUSE:
                return cause_words(figure.key, figure.kind)
            case By.TOOK:
                bucket = bucket_of(figure.kind, figure.key)
                return bucket.label if bucket else figure.key
        return self._of[figure.by].get(figure.key, figure.key)


def promise_words(kind: str) -> str:
    """A promise as a heading says it when it was kept."""
    return _("Handling started in time") if kind == ClockKind.HANDLING else _("Resolved in time")


def by_words(by: By) -> str:
    """What a figure is grouped by, as a column says it."""
    return {
        By.ALL: _("All together"),
        By.LEVEL: _("Level"),
        By.MONTH: _("Month"),
        By.TEAM: _("Team"),
        By.MODULE: _("Module"),
        By.CUSTOMER: _("Customer"),
        By.CAUSE: _("Cause"),
        By.TOOK: _("Opening time used"),
    }[by]
