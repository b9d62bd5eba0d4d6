"""Which promises count in a period, and for which level (B5, B1.3)."""

from datetime import date, datetime, timedelta

import pytest

from accounts.choices import CaseType, Industry
from accounts.models import User
from cases import services
from cases.choices import Outcome
from cases.models import Case
from cases.selectors.reports.figures import By, Figure, count, figures
from cases.selectors.reports.periods import Span, period_of
from cases.selectors.reports.promises import MISSED, Wanted, promises
from sla.models import Clock, ClockEvent
from tests import factories
from tests.cases.reports.conftest import swept
from tests.cases.steps import at, handled, reopen, reply, retyped, set_level, take_up

JANUARY, FEBRUARY, MARCH = (period_of(Span.MONTH, date(2026, month, 1)) for month in (1, 2, 3))


def found(manager: User, period=FEBRUARY, **narrowed: object) -> list[tuple[str, bool, int]]:
    """Each promise of a period: of which kind, whether kept, for which level."""
    rows = promises(manager, Wanted(period, **narrowed))
    return sorted((row["promise_kind"], row["is_kept"], row["promised_level"]) for row in rows)


def grouped(manager: User, by: By, period=FEBRUARY, **narrowed: object) -> dict[str, Figure]:
    everything = figures(manager, Wanted(period, **narrowed), customers=9, months=period)
    return {f"{one.kind} {one.key}": one for one in everything if one.by == by}


def test_a_promise_counts_when_it_was_kept(manager, promised) -> None:
    promised(at(2026, 2, 2, 9), at(2026, 2, 2, 10), at(2026, 3, 2, 9), level=3)

    assert found(manager) == [("handling", True, 3)]
    assert found(manager, MARCH) == [("resolution", True, 3)]


@pytest.mark.parametrize(
    ("started", "period"),
    [
        (at(2026, 1, 31, 23, 59, 59), JANUARY),
        # In UTC this is still January.
        (at(2026, 2, 1), FEBRUARY),
        (at(2026, 2, 28, 23, 59, 59), FEBRUARY),
        (at(2026, 3, 1), MARCH),
    ],
)
def test_a_month_begins_and_ends_at_midnight_in_helsinki(
    manager, promised, started: datetime, period
) -> None:
    promised(started - timedelta(days=2), started, level=5)

    counted = {each: found(manager, each) for each in (JANUARY, FEBRUARY, MARCH)}

    assert counted == {each: [] for each in counted} | {period: [("handling", True, 5)]}


def test_a_missed_promise_counts_when_its_deadline_was(manager, promised) -> None:
    """However late it was made good, and however late anybody noticed."""
    case = promised(at(2026, 2, 27, 9), level=2)
    swept(at(2026, 3, 20, 9))
    take_up(case, by=factories.staff("specialist"), at=at(2026, 4, 1, 9))

    assert case.handling_clock.due_at == at(2026, 2, 27, 14)
    assert found(manager, kind="handling") == [("handling", False, 2)]
    assert found(manager, MARCH, kind="handling") == []


def test_what_still_runs_or_waits_does_not_count_yet(manager, promised, monday) -> None:
    promised(monday, level=5)
    promised(monday, level=1)

    assert Clock.objects.filter(state="running").count() == 4
    assert found(manager) == []


def test_what_was_taken_back_never_counts(manager, promised, mikko, paivi, monday) -> None:
    """A case that was handled before anybody began keeps one promise, not two."""
    withdrawn = promised(monday, level=5)
    services.close(withdrawn, outcome=Outcome.WITHDRAWN, by=paivi, at=at(2026, 2, 2, 10))
    double, other = promised(monday, level=5), promised(monday, level=5)
    services.merge(double, into=other, tells=False, by=mikko, at=at(2026, 2, 2, 10))

    assert Clock.objects.filter(state="cancelled").count() == 4
    assert found(manager) == []


def test_a_goal_of_our_own_is_no_promise(manager, customer, paivi, mikko, monday) -> None:
    asked = factories.registered_case(
        customer, by=paivi, at=monday, case_type=CaseType.SUPPORT_REQUEST
    )
    take_up(asked, by=mikko, at=at(2026, 2, 3, 9))
    reply(asked, by=mikko, at=at(2026, 2, 3, 9))
    swept(at(2026, 2, 20, 9))

    assert found(manager) == []


def test_a_case_opened_again_leaves_its_month_until_it_is_settled_anew(
    manager, promised, paivi, mikko
) -> None:
    """B4.6: nobody who still had the fault counts as helped."""
    case = promised(at(2026, 2, 2, 9), at(2026, 2, 2, 10), at(2026, 2, 26, 9), level=4)
    before = found(manager, kind="resolution")

    reopen(case, by=paivi, at=at(2026, 3, 2, 9))
    between = found(manager, kind="resolution")
    handled(Case.objects.get(pk=case.pk), by=mikko, at=at(2026, 3, 5, 9))

    assert (before, between) == ([("resolution", True, 4)], [])
    assert found(manager, kind="resolution") == []
    assert found(manager, MARCH, kind="resolution") == [("resolution", True, 4)]


def test_what_was_promised_counts_whatever_the_case_became(manager, promised, mikko) -> None:
    case = promised(at(2026, 2, 2, 9), at(2026, 2, 2, 10), level=4)

    retyped(case, CaseType.SUPPORT_REQUEST, by=mikko, at=at(2026, 2, 3, 9))

    assert found(manager) == [("handling", True, 4)]


def test_a_kept_promise_counts_for_the_level_at_which_it_was_kept(manager, promised, mikko) -> None:
    case = promised(at(2026, 2, 2, 9), level=4)
    set_level(case, 3, reason="Laajempi.", by=mikko, at=at(2026, 2, 2, 10))
    take_up(case, by=mikko, at=at(2026, 2, 2, 11))
    set_level(case, 5, reason="Kiertotie.", by=mikko, at=at(2026, 2, 2, 12))

    assert found(manager) == [("handling", True, 3)]


def test_a_missed_promise_counts_for_the_level_that_missed_it(manager, promised, mikko) -> None:
    """Lowering the level afterwards does not move the miss to a milder one."""
    case = promised(at(2026, 2, 2, 9), level=4)
    set_level(case, 2, reason="Laajempi.", by=mikko, at=at(2026, 2, 2, 10))
    swept(at(2026, 2, 3, 9))
    set_level(case, 5, reason="Kiertotie.", by=mikko, at=at(2026, 2, 3, 10))

    assert found(manager, kind="handling") == [("handling", False, 2)]
    assert found(manager, level=2, outcome=MISSED) == [("handling", False, 2)]
    assert found(manager, level=5) == []


def test_the_change_that_finds_a_miss_comes_after_it(manager, promised, mikko) -> None:
    """The sweep was away: the deadline of level 2 had passed when somebody lowered the level."""
    case = promised(at(2026, 2, 2, 9), level=2)
    set_level(case, 5, reason="Kiertotie.", by=mikko, at=at(2026, 2, 3, 10))

    assert ClockEvent.objects.get(kind="breach").detected_at == at(2026, 2, 3, 10)
    assert found(manager, kind="handling") == [("handling", False, 2)]


def test_figures_are_those_of_the_promises(manager, promised, mikko) -> None:
    for _case in range(3):
        promised(at(2026, 2, 2, 9), at(2026, 2, 2, 10), level=3)
    promised(at(2026, 2, 2, 9), at(2026, 2, 6, 10), level=3)
    promised(at(2026, 2, 2, 9), at(2026, 2, 3, 9), level=5)

    by_level = grouped(manager, By.LEVEL)

    assert {key: (one.kept, one.missed, one.percent) for key, one in by_level.items()} == {
        "handling 3": (3, 1, 75),
        "handling 5": (1, 0, 100),
    }
    assert by_level["handling 3"].to_target == -20
    assert grouped(manager, By.ALL)["handling "].percent == 80
    assert count(manager, Wanted(FEBRUARY)) == 5


def test_a_percentage_is_rounded_down() -> None:
    """94.9 is not said to be the goal of 95, and 99.9 not to be all."""
    assert Figure("handling", By.ALL, "", kept=949, total=1000).percent == 94
    assert Figure("handling", By.ALL, "", kept=949, total=1000).to_target == -1
    assert Figure("handling", By.ALL, "", kept=999, total=1000).percent == 99


def test_half_and_nine_tenths_of_the_opening_time_used(manager, promised) -> None:
    """Started after 1, 2, 3, 4 and 15 opening hours; lunch does not count."""
    for started in (
        *(at(2026, 2, 2, 9), at(2026, 2, 2, 10), at(2026, 2, 2, 12)),
        *(at(2026, 2, 2, 13), at(2026, 2, 4, 9)),
    ):
        promised(at(2026, 2, 2, 8), started, level=3)

    figure = grouped(manager, By.LEVEL)["handling 3"]

    # Nine tenths lie between the fourth and the fifth: 4 h and six tenths of the way to 15 h.
    assert (figure.median, figure.ninth) == (3 * 3600, pytest.approx(10.6 * 3600))


def test_an_unknown_time_is_never_zero(manager, promised) -> None:
    case = promised(at(2026, 2, 2, 8), at(2026, 2, 2, 10), level=3)
    promised(at(2026, 2, 2, 8), at(2026, 2, 2, 12), level=3)
    Clock.objects.filter(pk=case.handling_clock_id).update(used_seconds=None)

    took = {key: one.total for key, one in grouped(manager, By.TOOK).items()}

    assert grouped(manager, By.LEVEL)["handling 3"].median == 3 * 3600
    assert took == {"handling unknown": 1, "handling 2-4": 1}


def test_buckets_are_half_open(manager, promised) -> None:
    """One hour exactly belongs to the bucket that begins with it."""
    promised(at(2026, 2, 2, 8), at(2026, 2, 2, 8, 59, 59), level=3)
    promised(at(2026, 2, 2, 8), at(2026, 2, 2, 9), level=3)

    assert set(grouped(manager, By.TOOK)) == {"handling 0-1", "handling 1-2"}


def test_a_report_is_narrowed_by_team_module_and_customer(manager, customer, promised) -> None:
    other_team = factories.team_for(Industry.RETAIL)
    shop = factories.CustomerFactory(name="Kauppa Oy", industry=Industry.RETAIL)
    ours = promised(at(2026, 2, 2, 9), at(2026, 2, 2, 10), level=3)
    promised(at(2026, 2, 2, 9), at(2026, 2, 2, 10), level=3, of=shop)
    late = promised(at(2026, 2, 2, 9), at(2026, 2, 20, 10), level=3, of=shop)

    totals = {
        name: (grouped(manager, By.ALL, **{name: value})["handling "].kept)
        for name, value in (
            ("team", other_team.pk),
            ("customer", customer.pk),
            ("module", ours.module_id),
        )
    }
    modules = grouped(manager, By.MODULE)

    assert totals == {"team": 1, "customer": 1, "module": 1}
    assert grouped(manager, By.TEAM)[f"handling {other_team.pk}"].missed == 1
    assert modules[f"handling {late.module_id}"].percent == 0
    # The customer with the most misses comes first.
    assert list(grouped(manager, By.CUSTOMER)) == [f"handling {shop.pk}", f"handling {customer.pk}"]


def test_only_so_many_customers_are_named(manager, promised) -> None:
    for _number in range(3):
        promised(at(2026, 2, 2, 9), at(2026, 2, 2, 10), of=factories.CustomerFactory())

    everything = figures(manager, Wanted(FEBRUARY), customers=2, months=FEBRUARY)

    assert [one.by for one in everything].count(By.CUSTOMER) == 2


def test_months_are_counted_apart_from_the_period(manager, promised) -> None:
    promised(at(2026, 1, 15, 9), at(2026, 1, 15, 10), level=3)
    promised(at(2026, 2, 2, 9), at(2026, 2, 2, 10), level=3)

    everything = figures(manager, Wanted(FEBRUARY), customers=1, months=JANUARY.to(FEBRUARY))

    months = {one.key: one.total for one in everything if one.by == By.MONTH}
    assert months == {"2026-01": 1, "2026-02": 1}
    assert [one.total for one in everything if one.by == By.ALL] == [1]


def test_who_may_not_see_a_case_does_not_count_it(promised, stranger, consultant, manager) -> None:
    """The report begins with `visible_to`, like every list."""
    promised(at(2026, 2, 2, 9), at(2026, 2, 2, 10), level=3)

    assert [len(found(person)) for person in (stranger, consultant, manager)] == [0, 0, 1]
