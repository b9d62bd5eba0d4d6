"""Events are only ever added, whoever writes to the database; their words alone may go."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from cases import services
from cases.models import CaseEvent, CaseEventText
from sla.choices import ClockKind
from tests.cases.steps import (
    at,
    set_level,
)

TEN = at(2026, 2, 2, 10)


def raw(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda event: event.save(), id="saved again"),
        pytest.param(lambda event: event.delete(), id="deleted"),
        pytest.param(
            lambda event: CaseEvent.objects.filter(pk=event.pk).update(kind="noted"),
            id="updated in bulk",
        ),
        pytest.param(
            lambda event: CaseEvent.objects.bulk_update([event], ["at"]), id="bulk_update"
        ),
        pytest.param(lambda event: CaseEvent.objects.all().delete(), id="all deleted"),
        pytest.param(lambda event: raw("UPDATE cases_caseevent SET stage_to = 'new'"), id="by SQL"),
        pytest.param(lambda event: raw("DELETE FROM cases_caseevent"), id="deleted by SQL"),
    ],
)
def test_the_database_lets_nobody_change_an_event(case, spoil) -> None:
    before = list(CaseEvent.objects.values())

    with pytest.raises(DatabaseError, match="Cannot update or delete rows"), transaction.atomic():
        spoil(case.events.get())

    assert list(CaseEvent.objects.values()) == before


def test_the_words_of_an_event_can_be_blanked(case, mikko) -> None:
    set_level(case, 4, reason="Nimi ja hetu", by=mikko, at=TEN)

    CaseEventText.objects.update(text="")

    event = CaseEvent.objects.get(kind="level_changed")
    assert (event.text.text, event.level_to_id) == ("", 4)


def test_the_database_keeps_a_missed_deadline_to_one_event(case) -> None:
    late = at(2026, 2, 3, 16)
    services.announce_passed_steps(limit=9, at=late)

    with pytest.raises(IntegrityError), transaction.atomic():
        CaseEvent.objects.create(case=case, kind="breached", at=late, clock_kind=ClockKind.HANDLING)
