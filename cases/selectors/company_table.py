"""A company's cases as a table for a spreadsheet: every row, not a page of them."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from accounts import timewords
from accounts.models import User
from cases.models import Case, CaseEvent
from cases.querysets import CaseQuerySet
from cases.selectors.last_event import last_events, sentence
from cases.selectors.standing import outcome_words
from cases.spreadsheets import BOM, csv_text

BATCH = 500


def lines(cases: CaseQuerySet, user: User, *, language: str) -> Iterator[str]:
    """The whole table in pieces, newest case first, in the words of `language`."""
    with translation.override(language):
        head = csv_text([_head()])
    yield BOM + head
    newest_first = cases.order_by("-number").for_a_company_list().select_related("contact")
    batch = list(newest_first[:BATCH])
    while batch:
        with translation.override(language):
            events = last_events(batch, user)
            piece = csv_text([_cells(case, events.get(case.pk)) for case in batch])
        yield piece
        batch = list(newest_first.filter(number__lt=batch[-1].number)[:BATCH])


def _head() -> list[str]:
    return [
        _("Number"),
        _("Type"),
        _("Subject"),
        _("Module"),
        _("Stage"),
        _("Turn"),
        _("Level"),
        _("Registered by"),
        _("Contact"),
        _("Received"),
        _("Taken up"),
        _("Handled"),
        _("Outcome"),
        _("Last event"),
    ]


def _cells(case: Case, event: CaseEvent | None) -> list[str]:
    return [
        case.reference,
        case.get_case_type_display(),
        case.subject,
        case.module.name,
        case.get_stage_display(),
        _turn(case),
        str(case.level_id or ""),
        case.registered_by.full_name,
        case.contact.full_name,
        _moment(case.received_at),
        _moment(case.taken_up_at),
        _moment(case.handled_at),
        outcome_words(case) if case.is_handled else "",
        sentence(event, when=_moment(event.at)) if event else "",
    ]


def _turn(case: Case) -> str:
    if case.is_handled:
        return ""
    return _("You") if case.awaits_customer else "SoftOne"


def _moment(moment: datetime | None) -> str:
    return f"{timewords.local(moment):%Y-%m-%d %H:%M}" if moment else ""
