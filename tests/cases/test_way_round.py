"""B5: a fault of level 1 or 2 that has a way round is one of level 3, in one deed."""

import uuid

import pytest
from django.utils import translation

from accounts.choices import CaseType
from cases import services
from cases.models import Case
from cases.services.levelling import WAY_ROUND_REASON
from cases.transitions import IllegalMove
from sla.choices import ClockState
from tests import factories
from tests.cases.steps import at, event_kinds, forget, handled, told

TEN = at(2026, 2, 2, 10)
WORDS = "Aja palkat vanhalla ajolla."


@pytest.fixture
def grave(customer, paivi, monday) -> Case:
    """Level 2, registered on Monday at 9."""
    return factories.registered_case(customer, by=paivi, at=monday, level=2)


def find(case: Case, *, by, key=None, **given):
    return services.find_way_round(
        case, by=by, body=WORDS, key=key or uuid.uuid4(), at=TEN, **given
    )


@pytest.mark.parametrize("number", [1, 2])
def test_the_customer_reads_the_way_round_and_the_level_becomes_3(
    customer, paivi, mikko, monday, number
) -> None:
    case = factories.registered_case(customer, by=paivi, at=monday, level=number)
    forget()

    message = find(case, by=mikko)

    case = Case.objects.get(pk=case.pk)
    assert (case.level_id, case.stage, case.owner, case.staff_wrote_at) == (
        3,
        "level_set",
        mikko,
        TEN,
    )
    assert (message.kind, message.body) == ("staff", WORDS)
    assert case.handling_clock.state == ClockState.MET
    assert case.resolution_clock.due_at == case.next_due_at == at(2026, 3, 2, 16)
    assert event_kinds(case) == ["registered", "replied", "level_changed"]
    changed = case.events.last()
    assert (changed.level_from_id, changed.level_to_id) == (number, 3)
    assert told(paivi) == ["case.replied", "case.level_changed"]


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_reason_is_in_the_customers_language(grave, paivi, mikko, language: str) -> None:
    paivi.language = language
    paivi.save()

    find(grave, by=mikko)

    with translation.override(language):
        assert grave.events.last().text.text == str(WAY_ROUND_REASON)


def test_the_same_words_sent_twice_are_one_deed(grave, mikko) -> None:
    key = uuid.uuid4()

    assert find(grave, by=mikko, key=key) == find(grave, by=mikko, key=key)

    assert event_kinds(grave) == ["registered", "replied", "level_changed"]


@pytest.mark.parametrize("number", [3, 4, 5])
def test_a_milder_fault_stays_as_it_is(customer, paivi, mikko, monday, number) -> None:
    case = factories.registered_case(customer, by=paivi, at=monday, level=number)

    with pytest.raises(IllegalMove):
        find(case, by=mikko)

    assert (Case.objects.get(pk=case.pk).level_id, case.messages.count()) == (number, 1)


def test_what_has_no_level_has_no_way_round(customer, paivi, mikko, monday) -> None:
    case = factories.registered_case(customer, by=paivi, at=monday, case_type=CaseType.WISH)

    with pytest.raises(IllegalMove):
        find(case, by=mikko)


def test_a_handled_case_has_no_way_round(grave, mikko) -> None:
    handled(grave, by=mikko, at=TEN)

    with pytest.raises(IllegalMove):
        find(grave, by=mikko)


def test_over_a_newer_message_nothing_happens_at_all(grave, paivi, mikko) -> None:
    seen = grave.messages.get().pk
    services.reply(grave, by=paivi, body="Lisää.", key=uuid.uuid4(), at=TEN)

    with pytest.raises(services.AnsweredMeanwhile):
        find(grave, by=mikko, newest_seen=seen)

    assert (Case.objects.get(pk=grave.pk).level_id, event_kinds(grave)) == (
        2,
        ["registered", "replied"],
    )
