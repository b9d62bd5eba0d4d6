"""How the whole department stands this minute, above every report (B1.3)."""

from tests.cases.reports.conftest import NOW, REPORT
from tests.cases.steps import ask, at, take_up


def test_the_situation_now_is_the_whole_departments(
    as_user, english, promised, mikko, clock
) -> None:
    monday = clock(at(2026, 3, 2, 9, 30))
    promised(at(2026, 2, 2, 9), level=3)
    promised(at(2026, 3, 2, 8, 45), level=1)
    ask(promised(at(2026, 2, 10, 9), at(2026, 2, 10, 10), level=5), by=mikko, at=at(2026, 2, 24, 9))
    ask(promised(at(2026, 2, 10, 9), at(2026, 2, 10, 10), level=5), by=mikko, at=at(2026, 2, 26, 9))
    client = as_user(english)

    figures = client.get(REPORT).context["standing"]

    assert [(one.name, one.number, one.note) for one in figures] == [
        ("Overdue", "1", "The oldest 4 weeks"),
        ("Due within an hour", "1", "The first today 9:45"),
        ("Not taken up", "2", "The oldest 4 weeks"),
        ("Waiting over 5 days", "1", "The customer's turn"),
    ]
    for one in figures[1::2]:
        assert len(client.get(one.url).context["rows"]) == 1
    for one in figures[::2]:
        groups = client.get(one.url).context["page"].groups
        assert str(sum(len(group.cases) for group in groups)) == one.number
    assert monday


def test_an_hour_of_opening_time_reaches_over_the_weekend(
    as_user, manager, promised, clock
) -> None:
    """On Friday at 13.30 the next open hour ends on Monday at 8.30."""
    clock(at(2026, 2, 6, 13, 30))
    # Level 1 on Friday at 13.20: one hour, so Monday at 8.20.
    promised(at(2026, 2, 6, 13, 20), level=1)

    figures = as_user(manager).get(REPORT).context["standing"]

    assert [one.number for one in figures] == ["0", "1", "1", "0"]


def test_a_case_taken_up_today_is_not_untaken(as_user, manager, promised, mikko, clock) -> None:
    at_ten = clock(at(2026, 2, 2, 10))
    case = promised(at(2026, 2, 2, 9), level=5)
    client = as_user(manager)

    before = client.get(REPORT).context["standing"][2].number
    take_up(case, by=mikko, at=at_ten)

    assert (before, client.get(REPORT).context["standing"][2].number) == ("1", "0")


def test_nothing_to_see_now_says_so(as_user, english, march) -> None:
    client = as_user(english)

    figures = client.get(REPORT).context["standing"]

    assert [(one.number, one.note) for one in figures] == [("0", "None")] * 4
    for of in ("near", "waiting", "overdue", "untaken", "nonsense"):
        assert "Nothing here now" in client.get(f"{NOW}?of={of}").content.decode()
