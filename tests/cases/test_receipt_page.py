"""B3.1, B5.7, B7: what we got, what happens next, by when, and what it costs."""

import pytest

from accounts.choices import CaseType
from tests import factories
from tests.cases.steps import at, page_of, picture

SPACE = "\N{NO-BREAK SPACE}"


def registered(customer, paivi, monday, case_type: CaseType, **given):
    return factories.registered_case(
        customer, by=paivi, at=monday, case_type=case_type, level=2, **given
    )


def test_a_programming_error_has_its_promises(as_user, customer, paivi, jouni, monday) -> None:
    case = registered(
        customer,
        paivi,
        monday,
        CaseType.PROGRAMMING_ERROR,
        files=[picture("virhe.png")],
        followers=[jouni],
    )

    page = as_user(paivi).get(page_of("receipt", case))

    receipt, text = page.context["receipt"], page.content.decode()
    assert (receipt.starts.words, receipt.done.words) == (
        f"tänään klo{SPACE}14",
        f"pe{SPACE}6.2. klo{SPACE}14",
    )
    assert receipt.people == [paivi.full_name, jouni.full_name]
    assert [file.name for file in receipt.files] == ["virhe.png"]
    for word in (
        case.reference,
        receipt.starts.words,
        receipt.done.words,
        jouni.full_name,
        "virhe.png",
    ):
        assert word in text


@pytest.mark.parametrize(
    "case_type", [each for each in CaseType if each != CaseType.PROGRAMMING_ERROR]
)
def test_the_other_types_have_no_promised_time(
    as_user, customer, paivi, monday, case_type: CaseType
) -> None:
    case = registered(customer, paivi, monday, case_type)

    page = as_user(paivi).get(page_of("receipt", case))

    receipt = page.context["receipt"]
    assert (receipt.starts, receipt.done, receipt.is_free) == (
        None,
        None,
        case_type != CaseType.WORK_ORDER,
    )
    main = page.content.decode().partition("<main")[2].partition("</main>")[0]
    assert f"klo{SPACE}" not in main


def test_while_we_are_closed_it_says_when_we_open(as_user, customer, paivi, clock) -> None:
    night = clock(at(2026, 2, 2, 22))
    case = registered(customer, paivi, night, CaseType.WISH)

    page = as_user(paivi).get(page_of("receipt", case))

    assert f"huomenna klo{SPACE}8" in page.context["receipt"].opening
    assert page.context["receipt"].opening in page.content.decode()


def test_while_we_are_open_it_says_nothing_of_that(as_user, customer, paivi, monday) -> None:
    case = registered(customer, paivi, monday, CaseType.WISH)

    assert as_user(paivi).get(page_of("receipt", case)).context["receipt"].opening == ""


def test_strangers_have_no_receipt(as_user, case, stranger) -> None:
    assert as_user(stranger).get(page_of("receipt", case)).status_code == 404
