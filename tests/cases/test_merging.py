"""B4: two cases of one matter go on in one of them, and nobody is told unless the desk says so."""

import pytest

from accounts.choices import CaseType, Role
from accounts.notices.models import Notice, OutboxMail
from cases import services
from cases.choices import LinkKind, Outcome, Stage, Verdict
from cases.models import Case, CaseLink
from cases.services import OtherCustomer, PromisesMore
from cases.transitions import IllegalMove
from sla.choices import ClockState
from tests import factories
from tests.cases.steps import (
    ask,
    at,
    at_once,
    brought_to,
    event_kinds,
    forget,
    handled,
    offer,
    reply,
    told,
)

TEN, NOON = at(2026, 2, 2, 10), at(2026, 2, 2, 12)


def stored(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def merge(case: Case, into: Case, *, by, tells: bool = False) -> Case:
    return services.merge(case, into=into, tells=tells, by=by, at=NOON)


@pytest.fixture
def into(customer, jouni, monday) -> Case:
    """Jouni's case of the same matter."""
    return factories.registered_case(customer, by=jouni, at=monday)


def untouched(*cases: Case) -> list[object]:
    return [(Case.objects.values().get(pk=case.pk), event_kinds(case)) for case in cases]


def test_a_merged_case_goes_on_in_the_other_one(case, into, mikko, paivi) -> None:
    versions = case.version, into.version

    assert merge(case, into, by=mikko) == into

    case, into = stored(case), stored(into)
    assert (case.stage, case.outcome, case.handled_at, case.merged_into) == (
        Stage.HANDLED,
        Outcome.MERGED,
        NOON,
        into,
    )
    assert (case.version, into.version) == (versions[0] + 1, versions[1] + 1)
    assert (into.stage, into.is_handled) == (Stage.NEW, False)
    assert [clock.state for clock in (case.handling_clock, case.resolution_clock)] == [
        ClockState.CANCELLED,
        ClockState.CANCELLED,
    ]
    events = [each.events.last() for each in (case, into)]
    assert [(event.kind, event.by, event.other) for event in events] == [
        ("merged", mikko, into),
        ("merged_in", mikko, case),
    ]
    link = CaseLink.objects.get()
    assert (link.case, link.other, link.kind) == (case, into, LinkKind.DUPLICATE_OF)
    assert [follower.user for follower in into.followers.all()] == [paivi]


def test_a_merge_is_silent(case, into, mikko) -> None:
    forget()

    merge(case, into, by=mikko)

    assert (Notice.objects.count(), OutboxMail.objects.count()) == (0, 0)


def test_a_merge_that_tells_tells_once(case, into, mikko, paivi, jouni) -> None:
    services.follow(case, person=jouni, by=paivi, at=TEN)
    forget()

    for _click in range(2):
        merge(case, into, by=mikko, tells=True)

    assert (told(paivi), told(jouni), Notice.objects.count()) == (
        ["case.merged"],
        ["case.merged"],
        2,
    )


def test_its_people_hear_how_the_other_case_goes_on(case, into, mikko, paivi, jouni) -> None:
    merge(case, into, by=mikko)
    forget()

    reply(into, by=mikko, at=NOON)

    assert (told(paivi), told(jouni)) == (["case.replied"], ["case.replied"])


def test_who_is_the_others_contact_does_not_follow_it_too(case, customer, paivi, mikko) -> None:
    into = factories.registered_case(customer, by=paivi, at=TEN)

    merge(case, into, by=mikko)

    assert into.followers.count() == 0


def test_a_question_and_a_quotation_end_with_the_merge(
    customer, paivi, mikko, monday, into
) -> None:
    case = factories.registered_case(customer, by=paivi, at=monday, case_type=CaseType.WORK_ORDER)
    case = brought_to(case, Stage.QUOTATION, by=mikko, at=TEN)
    offer(case, by=mikko, at=TEN)
    ask(case, by=mikko, at=TEN)

    merge(case, into, by=mikko)

    case = stored(case)
    assert (case.waiting_since, case.questions.get().ended_at) == (None, NOON)
    assert case.quotations.get().verdict == Verdict.TAKEN_BACK


def test_ones_own_second_click_merges_nothing_again(case, into, mikko) -> None:
    merge(case, into, by=mikko)
    before = untouched(case, into)

    assert merge(case, into, by=mikko) == into

    assert untouched(case, into) == before


def test_a_case_is_merged_once(case, into, mikko, outi) -> None:
    merge(case, into, by=mikko)

    with pytest.raises(IllegalMove):
        merge(case, into, by=outi)


def test_a_case_is_not_merged_into_itself(case, mikko) -> None:
    before = untouched(case)

    with pytest.raises(IllegalMove):
        merge(case, case, by=mikko)

    assert untouched(case) == before


def test_cases_of_two_customers_are_never_merged(case, stranger, mikko) -> None:
    theirs = factories.registered_case(stranger.memberships.get().customer, by=stranger, at=TEN)
    before = untouched(case, theirs)

    for one, other in ((case, theirs), (theirs, case)):
        with pytest.raises(OtherCustomer):
            merge(one, other, by=mikko)

    assert untouched(case, theirs) == before


def test_neither_side_may_be_handled(case, into, mikko) -> None:
    handled(into, by=mikko, at=TEN)
    before = untouched(case, into)

    for one, other in ((case, into), (into, case)):
        with pytest.raises(IllegalMove):
            merge(one, other, by=mikko)

    assert untouched(case, into) == before


@pytest.mark.parametrize("stage", [Stage.EXECUTION, Stage.DELIVERY])
def test_ordered_work_that_goes_on_is_not_merged(
    customer, paivi, mikko, monday, into, stage
) -> None:
    case = factories.registered_case(customer, by=paivi, at=monday, case_type=CaseType.WORK_ORDER)
    case = brought_to(case, stage, by=mikko, at=TEN)

    with pytest.raises(IllegalMove):
        merge(case, into, by=mikko)

    assert stored(case).stage == stage


def test_what_was_missed_before_the_merge_stays_missed(case, into, mikko) -> None:
    services.merge(case, into=into, tells=False, by=mikko, at=at(2026, 2, 4, 9))

    assert event_kinds(case) == ["registered", "breached", "merged"]
    assert stored(case).handling_clock.state == ClockState.BREACHED


@pytest.mark.parametrize(
    "of_the_other", [{"level": 5}, {"case_type": CaseType.WISH}], ids=["milder", "no error"]
)
def test_no_promise_is_lost_by_a_merge(case, customer, jouni, mikko, monday, of_the_other) -> None:
    other = factories.registered_case(customer, by=jouni, at=monday, **of_the_other)
    before = untouched(case, other)

    with pytest.raises(PromisesMore):
        merge(case, other, by=mikko)
    assert untouched(case, other) == before


@pytest.mark.django_db(transaction=True)
def test_two_merges_that_cross_leave_one_case_open() -> None:
    customer = factories.CustomerFactory()
    paivi, module = factories.superuser_of(customer), factories.licensed(customer)
    staff = [factories.staff(Role.SPECIALIST) for _person in range(2)]

    for _round in range(4):
        one, other = (
            factories.registered_case(customer, by=paivi, module=module, at=TEN)
            for _case in range(2)
        )

        def joins(case: Case, into: Case, by) -> str:
            try:
                merge(case, into, by=by)
            except IllegalMove:
                return "too late"
            return "merged"

        found = at_once(
            lambda one=one, other=other: joins(one, other, staff[0]),
            lambda one=one, other=other: joins(other, one, staff[1]),
        )

        assert sorted(found) == ["merged", "too late"]
        assert sorted([stored(one).outcome, stored(other).outcome]) == ["", "merged"]
