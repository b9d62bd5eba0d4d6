"""B3.4: the company's own earlier cases are offered while the subject is typed."""

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from accounts.choices import CaseType
from cases.selectors.matches import Match, Question, matches
from knowledgebase.search.services import take_changes
from tests import factories
from tests.cases.steps import handled, note

MATCHES = reverse("cases:matches")


@pytest.fixture
def earlier(customer, paivi, monday):
    return factories.registered_case(
        customer, by=paivi, at=monday, subject="Palkka-ajo keskeytyy virheeseen"
    )


def found(user, subject: str, at, module: str = "") -> list[Match]:
    take_changes()
    return matches(Question(user, subject, module, "fi", at))


def titles(user, subject: str, at, module: str = "") -> list[str]:
    """The cases that are offered, by their subjects without marks."""
    return [strip_tags(match.title) for match in found(user, subject, at, module)]


@pytest.mark.parametrize(
    "subject",
    ["palkka-ajo", "virheet", "virhe", "Palkka-ajon virheestä", "keskeyt", "VIRHEESEEN"],
)
def test_inflected_and_half_typed_words_match(paivi, earlier, monday, subject: str) -> None:
    assert titles(paivi, subject, monday) == [earlier.subject]


@pytest.mark.parametrize("subject", ["", "pa", "  a ", "lasku", "!!!", "'\\:* & | (", "ja"])
def test_nothing_is_offered_for_nothing(paivi, earlier, monday, subject: str) -> None:
    assert titles(paivi, subject, monday) == []


def test_other_companies_and_notes_are_never_searched(
    paivi, stranger, earlier, mikko, monday
) -> None:
    note(earlier, by=mikko, at=monday, body="Sisäinen salaisuus")

    assert titles(stranger, "palkka-ajo keskeytyy", monday) == []
    assert titles(paivi, "salaisuus", monday) == []


def test_the_nearest_come_first_and_two_are_enough(paivi, customer, earlier, monday) -> None:
    module = earlier.module
    for number in range(6):
        factories.registered_case(
            customer, by=paivi, at=monday, subject=f"Palkka-ajo {number}", module=module
        )

    offered = titles(paivi, "palkka-ajo keskeytyy", monday)

    assert (len(offered), offered[0]) == (2, earlier.subject)


def test_the_same_module_comes_first(paivi, customer, monday) -> None:
    first, second = (
        factories.registered_case(customer, by=paivi, at=monday, subject="Raportti tyhjä")
        for _ in range(2)
    )

    assert found(paivi, "raportti", monday)[0].url == second.get_absolute_url()
    offered = found(paivi, "raportti", monday, str(first.module_id))
    assert offered[0].url == first.get_absolute_url()


def test_a_match_says_whose_it_was_and_how_it_ended(paivi, customer, mikko, monday) -> None:
    case = factories.registered_case(
        customer, by=paivi, at=monday, subject="Raportti", case_type=CaseType.WISH
    )
    handled(case, by=mikko, at=monday)

    [match] = found(paivi, "raportit", monday)

    assert (match.icon, match.url) == ("history", case.get_absolute_url())
    assert (paivi.full_name in match.text, "2.2." in match.text) == (True, True)


def test_the_part_of_the_page_holds_the_matches_only(as_user, paivi, earlier) -> None:
    take_changes()

    answer = as_user(paivi).get(MATCHES, {"subject": "palkka", "module": "x\x00"})

    text = answer.content.decode()
    assert (answer.status_code, "<html" in text, earlier.reference in text) == (200, False, True)
    assert as_user(paivi).get(MATCHES, {"subject": "lasku"}).content.strip() == b""


def test_the_page_that_comes_back_holds_them_too(as_user, paivi, earlier) -> None:
    take_changes()

    answer = as_user(paivi).post(reverse("cases:new"), {"subject": "palkka-ajo"})

    assert (answer.status_code, earlier.reference in answer.content.decode()) == (422, True)
