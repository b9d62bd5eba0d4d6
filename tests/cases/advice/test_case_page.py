"""B5: on a case the desk reads the answers and what they speak for, the customer the answers."""

from accounts.choices import CaseType
from cases.models import Case, CaseFacts
from cases.services import Facts
from tests import factories
from tests.cases.advice.conftest import SPEAK_FOR_3, TEN
from tests.cases.steps import page_of, retyped, set_level


def test_the_desk_reads_the_answers_and_that_the_customer_asked_otherwise(
    as_user, stake, mikko, english
) -> None:
    text = as_user(mikko).get(page_of("case", stake)).content.decode()

    for fact in ("<dd>Partly</dd>", "<dd>No</dd>", "<dd>Everybody</dd>"):
        assert fact in text
    assert "The answers speak for level 2, the customer asked for level 3." in text


def test_the_desk_reads_nothing_of_it_when_both_agree(as_user, customer, paivi, mikko) -> None:
    facts = Facts(**SPEAK_FOR_3)
    agreed = factories.registered_case(customer, by=paivi, at=TEN, level=3, facts=facts)
    silent = factories.registered_case(customer, by=paivi, at=TEN, level=3)

    client = as_user(mikko)

    pages = [client.get(page_of("case", case)).context["page"] for case in (agreed, silent)]
    assert [page.asked_otherwise for page in pages] == [None, None]


def test_the_mark_stays_after_the_desk_has_decided(as_user, stake, mikko) -> None:
    set_level(stake, 2, reason="Kiertotapaa ei ole.", by=mikko, at=TEN)

    assert as_user(mikko).get(page_of("case", stake)).context["page"].asked_otherwise == 2


def test_another_type_keeps_what_was_told_but_no_advice(as_user, stake, mikko) -> None:
    retyped(stake, CaseType.SUPPORT_REQUEST, by=mikko, at=TEN)
    retyped(stake, CaseType.PROGRAMMING_ERROR, by=mikko, at=TEN, number=4)

    facts = CaseFacts.objects.get()
    assert (facts.work, facts.people, facts.advised_level) == ("partly", "everybody", None)
    assert Case.objects.get().at_stake
    assert as_user(mikko).get(page_of("case", stake)).context["page"].asked_otherwise is None


def test_the_customer_reads_the_own_answers(as_user, stake, paivi, english) -> None:
    text = as_user(paivi).get(page_of("case", stake)).content.decode()

    assert ("<dd>Everybody</dd>" in text, "<dd>Payroll or month end</dd>" in text) == (True, True)
    assert "The answers speak for" not in text
