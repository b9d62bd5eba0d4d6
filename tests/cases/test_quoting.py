"""B4.2, B7.2: a quotation is offered, answered once, and kept as evidence."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from accounts.choices import CaseType, Role
from cases import services
from cases.choices import Outcome, Stage, Verdict
from cases.forms import QuotationForm
from cases.models import Case, Quotation
from cases.services import ChangedMeanwhile, NotTakenUp, ReasonMissing
from cases.transitions import IllegalMove
from tests import factories
from tests.cases.steps import (
    at,
    at_once,
    brought_to,
    event_kinds,
    forget,
    offer,
    onward,
    take_up,
    told,
)

TEN, NOON = at(2026, 2, 2, 10), at(2026, 2, 2, 12)
WORK = CaseType.WORK_ORDER


def stored(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


@pytest.fixture
def ordered(customer, paivi, mikko, monday) -> Case:
    """A work order that waits for its quotation; Mikko's."""
    case = factories.registered_case(customer, by=paivi, at=monday, case_type=WORK)
    return brought_to(case, Stage.QUOTATION, by=mikko, at=TEN)


@pytest.fixture
def offered(ordered, consultant) -> Quotation:
    """The consultant's quotation; all that was told before is forgotten."""
    quotation = offer(ordered, by=consultant, at=TEN)
    forget()
    return quotation


def test_an_offer_says_what_it_costs_and_when_it_is_ready(ordered, consultant, paivi) -> None:
    forget()
    version = ordered.version

    quotation = offer(ordered, by=consultant, at=NOON, price=Decimal("1250.50"))

    case = stored(ordered)
    assert (case.stage, case.ready_on, case.version) == (Stage.APPROVAL, None, version + 1)
    assert (case.next_due_at, case.awaits_customer) == (None, True)
    quotation.refresh_from_db()
    assert (quotation.number, quotation.text, quotation.price, quotation.verdict) == (
        1,
        "Raportti",
        Decimal("1250.50"),
        Verdict.PENDING,
    )
    assert (quotation.offered_by, quotation.offered_at) == (consultant, NOON)
    event = case.events.last()
    assert (event.kind, event.quotation, event.stage_from, event.stage_to) == (
        "quoted",
        quotation,
        "quotation",
        "approval",
    )
    assert told(paivi) == ["case.quoted"]


def test_the_customers_yes_lets_the_work_start_and_is_kept(
    offered, jouni, consultant, mikko
) -> None:
    services.approve(offered, by=jouni, at=NOON)

    offered.refresh_from_db()
    assert (offered.verdict, offered.answered_by, offered.answered_at) == (
        Verdict.APPROVED,
        jouni,
        NOON,
    )
    case = stored(offered.case)
    assert (case.stage, case.customer_wrote_at) == (Stage.EXECUTION, NOON)
    event = case.events.last()
    assert (event.kind, event.by, event.quotation) == ("quote_approved", jouni, offered)
    assert (told(consultant), told(mikko)) == (["case.quote_approved"],) * 2


def test_the_customers_no_leads_back_to_another_offer(offered, paivi, mikko) -> None:
    services.decline(offered, reason="Liian kallis.", by=paivi, at=NOON)

    case = stored(offered.case)
    event = case.events.last()
    assert (case.stage, event.kind, event.text.text) == (
        Stage.QUOTATION,
        "quote_declined",
        "Liian kallis.",
    )
    assert offer(case, by=mikko, at=NOON, price=Decimal(100)).number == 2


def test_a_no_needs_no_reason(offered, paivi) -> None:
    services.decline(offered, reason="", by=paivi, at=NOON)

    assert stored(offered.case).stage == Stage.QUOTATION


def test_softone_takes_a_quotation_back_with_a_reason(offered, consultant, paivi) -> None:
    with pytest.raises(ReasonMissing):
        services.take_back(offered, reason="", by=consultant, at=NOON)

    services.take_back(offered, reason="Hinta oli väärä.", by=consultant, at=NOON)

    case = stored(offered.case)
    assert (case.stage, event_kinds(case)[-1]) == (Stage.QUOTATION, "quote_taken_back")
    assert told(paivi) == ["case.quote_taken_back"]


def test_the_same_offer_sent_twice_is_one(ordered, consultant) -> None:
    found = [offer(ordered, by=consultant, at=when) for when in (TEN, NOON)]

    assert found[0] == found[1]
    assert event_kinds(ordered).count("quoted") == 1


@pytest.mark.parametrize(
    "other", [{"price": Decimal(1)}, {"text": "Muuta"}, {"ready_on": date(2026, 6, 1)}]
)
def test_another_offer_over_an_open_one_is_refused_not_swallowed(
    offered, consultant, other
) -> None:
    with pytest.raises(IllegalMove):
        offer(offered.case, by=consultant, at=NOON, **other)

    assert Quotation.objects.count() == 1


@pytest.mark.parametrize("stage", [Stage.EXECUTION, Stage.DELIVERY, Stage.HANDLED])
def test_nothing_is_offered_while_ordered_work_goes_on(
    customer, paivi, mikko, monday, stage
) -> None:
    case = factories.registered_case(customer, by=paivi, at=monday, case_type=WORK)
    case = brought_to(case, stage, by=mikko, at=TEN)

    with pytest.raises(IllegalMove):
        offer(case, by=mikko, at=NOON, text="Toinen")


@pytest.mark.parametrize("case_type", [kind for kind in CaseType if kind != WORK])
def test_only_a_work_order_is_quoted(customer, paivi, mikko, monday, case_type) -> None:
    case = factories.registered_case(customer, by=paivi, at=monday, case_type=case_type)
    take_up(case, by=mikko, at=TEN)

    with pytest.raises(IllegalMove):
        offer(case, by=mikko, at=NOON)


def test_nothing_is_offered_before_somebody_has_taken_it_up(
    customer, paivi, consultant, monday
) -> None:
    case = factories.registered_case(customer, by=paivi, at=monday, case_type=WORK)
    Case.objects.filter(pk=case.pk).update(stage=Stage.QUOTATION)

    with pytest.raises(NotTakenUp):
        offer(case, by=consultant, at=NOON)


ANSWERS = {
    "approved": lambda quotation, by: services.approve(quotation, by=by, at=NOON),
    "declined": lambda quotation, by: services.decline(quotation, reason="", by=by, at=NOON),
    "taken_back": lambda quotation, by: services.take_back(
        quotation, reason="Siksi.", by=by, at=NOON
    ),
}


@pytest.mark.parametrize("first", ANSWERS)
@pytest.mark.parametrize("second", ANSWERS)
def test_an_answer_is_given_once(offered, paivi, jouni, mikko, first, second) -> None:
    """Whoever comes second is told, whatever they say."""
    ANSWERS[first](offered, mikko if first == "taken_back" else paivi)
    before = Quotation.objects.values().get(), event_kinds(offered.case)

    with pytest.raises(ChangedMeanwhile):
        ANSWERS[second](offered, jouni)

    assert (Quotation.objects.values().get(), event_kinds(offered.case)) == before


@pytest.mark.parametrize("answer", ANSWERS)
def test_ones_own_second_click_answers_nothing_again(offered, paivi, answer) -> None:
    for _click in range(2):
        ANSWERS[answer](offered, paivi)

    assert event_kinds(offered.case).count(f"quote_{answer}") == 1


@pytest.mark.parametrize("answer", ANSWERS)
def test_a_handled_case_has_nothing_to_answer(offered, paivi, mikko, answer) -> None:
    services.close(offered.case, outcome=Outcome.WITHDRAWN, by=paivi, at=NOON)

    with pytest.raises(IllegalMove):
        ANSWERS[answer](offered, mikko)

    assert stored(offered.case).stage == Stage.HANDLED


def test_work_that_grew_needs_a_new_yes(offered, paivi, mikko) -> None:
    """B7.2: an earlier yes does not cover what was not in it."""
    services.approve(offered, by=paivi, at=TEN)
    case = services.move_on(
        offered.case,
        to=Stage.QUOTATION,
        seen=Stage.EXECUTION,
        reason="Laajenee.",
        by=mikko,
        at=TEN,
    )

    offer(case, by=mikko, at=NOON, text="Laajempi")

    case = stored(case)
    assert case.stage == Stage.APPROVAL
    assert onward(case, by=mikko, at=NOON).stage == Stage.EXECUTION
    assert list(case.quotations.values_list("number", "verdict")) == [
        (1, Verdict.APPROVED),
        (2, Verdict.APPROVED),
    ]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("first", "second"), [("approved", "approved"), ("approved", "declined")])
def test_of_two_who_answer_at_once_one_is_told(first, second) -> None:
    customer = factories.CustomerFactory()
    paivi, jouni = factories.superuser_of(customer), factories.superuser_of(customer)
    case = factories.registered_case(customer, by=paivi, at=at(2026, 2, 2, 9), case_type=WORK)
    mikko = factories.staff(Role.SPECIALIST, team=case.team)
    case = brought_to(case, Stage.QUOTATION, by=mikko, at=TEN)
    quotation = offer(case, by=mikko, at=TEN)

    def answers(name, by) -> str:
        try:
            ANSWERS[name](quotation, by)
        except ChangedMeanwhile:
            return "told"
        return name

    found = at_once(lambda: answers(first, paivi), lambda: answers(second, jouni))

    said = {"approved": "quote_approved", "declined": "quote_declined"}
    [won] = [name for name in found if name != "told"]
    quotation.refresh_from_db()
    assert quotation.verdict == won
    assert [kind for kind in event_kinds(case) if kind in said.values()] == [said[won]]


@pytest.mark.parametrize(
    ("answer", "ready_on"),
    [(services.approve, date(2026, 3, 31)), (services.decline, None)],
    ids=["yes", "no"],
)
def test_only_what_was_agreed_is_said_to_be_ready_some_day(
    ordered, consultant, paivi, answer, ready_on
) -> None:
    quotation = offer(ordered, by=consultant, at=NOON)
    words = {} if answer == services.approve else {"reason": "Liian kallis"}

    answer(quotation, by=paivi, at=NOON, **words)

    assert stored(ordered).ready_on == ready_on


@pytest.mark.parametrize("typed", ["1 234,50", "1\u00a0234,50 €", "1234,5"])
def test_a_price_is_taken_as_people_write_it(typed: str) -> None:
    with translation.override("fi"):
        form = QuotationForm(
            {"text": "Raportti", "price": typed, "ready_on": "2026-03-31"}, today=date(2026, 2, 2)
        )

        assert (form.is_valid(), form.cleaned_data["price"]) == (True, Decimal("1234.50"))


@pytest.mark.parametrize(
    ("field", "value"), [("price", "0"), ("price", "kolmesataa"), ("ready_on", "2026-02-01")]
)
def test_a_quotation_costs_something_and_is_ready_some_day(field: str, value: str) -> None:
    told = {"text": "Raportti", "price": "375", "ready_on": "2026-03-31", field: value}

    assert list(QuotationForm(told, today=date(2026, 2, 2)).errors) == [field]
