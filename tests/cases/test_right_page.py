"""B2.4: whoever lacks the right is told why and what to do next, and loses no word."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from accounts.choices import CaseType, CertificateSource, ProductKind
from accounts.models import Certificate, Customer, Invoice, InvoiceContact, Module, User
from accounts.notices.models import Notice, OutboxMail
from accounts.selectors import support
from cases import services
from cases.choices import SupportGround
from cases.models import Case, Draft
from cases.services import NotAColleague, RightMissing
from tests import factories

NEW, RIGHT = reverse("cases:new"), reverse("cases:right")
KEY = "11111111-2222-3333-4444-555555555555"


@pytest.fixture
def payroll(customer: Customer) -> Module:
    product = factories.ProductFactory(kind=ProductKind.CLOUD)
    return factories.licensed(customer, product=product, name_fi="Palkanlaskenta")


@pytest.fixture
def jouni(customer: Customer, payroll: Module, monday) -> User:
    """A colleague with the certificate."""
    person = factories.superuser_of(customer, first_name="Jouni", last_name="Mäkelä")
    Certificate.objects.create(
        user=person,
        module=payroll,
        source=CertificateSource.COURSE,
        achieved_on=date(2025, 1, 1),
        recorded_at=monday,
    )
    return person


@pytest.fixture
def overdue(customer: Customer) -> InvoiceContact:
    Invoice.objects.create(
        customer=customer,
        number="40211873",
        issued_on=date(2026, 1, 1),
        due_on=date(2026, 1, 15),
        amount=Decimal("2480.50"),
        open_amount=Decimal("2480.50"),
    )
    return InvoiceContact.objects.create(
        customer=customer, name="Tarja Ahonen", email="tarja@kivimaki.example"
    )


@pytest.fixture
def english(paivi, monday) -> None:
    User.objects.filter(pk=paivi.pk).update(language="en")


def told(module: Module, case_type: CaseType = CaseType.SUPPORT_REQUEST, **more) -> dict:
    words = {"subject": "Lomapalkkavelka", "description": "Miten se lasketaan?"}
    return {"case_type": case_type, "module": module.pk, "key": KEY, **words, **more}


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_the_form_says_it_before_writing(as_user, paivi, payroll, jouni, english) -> None:
    page = as_user(paivi).get(f"{NEW}?type=support_request&module={payroll.pk}")

    assert "This needs a training first" in text(page)
    assert "Palkanlaskenta – certificate missing" in text(page)
    assert "Give the draft to a colleague: Jouni Mäkelä" in text(page)


def test_choosing_a_module_renews_the_notice_and_nothing_else(
    as_user, paivi, payroll, jouni, english
) -> None:
    headers = {"HX-Request": "true", "HX-Target": "right"}

    part = as_user(paivi).post(
        reverse("cases:draft", args=[KEY]),
        told(payroll, subject="", description=""),
        headers=headers,
    )

    assert text(part).startswith('<div id="right" class="is-refused">')
    assert 'id="told"' not in text(part)
    assert 'id="side"' not in text(part)


def test_a_refusal_keeps_the_text_and_shows_the_ways(
    as_user, paivi, payroll, jouni, english
) -> None:
    client = as_user(paivi)

    answer = client.post(NEW, told(payroll), follow=True)

    assert answer.status_code == 200
    assert answer.redirect_chain == [
        (f"{RIGHT}?type=support_request&module={payroll.pk}&draft={KEY}", 302)
    ]
    assert not Case.objects.exists()
    assert Draft.objects.get().fields["description"] == "Miten se lasketaan?"
    for words in ("Your text is saved", "Lomapalkkavelka", "Order the training"):
        assert words in text(answer)


def test_a_colleague_gets_the_draft_and_sends_it(
    as_user, customer, paivi, payroll, jouni, monday
) -> None:
    as_user(paivi).post(NEW, told(payroll))

    handed = as_user(paivi).post(reverse("cases:handing", args=[KEY]), {"colleague": jouni.pk})

    assert handed.status_code == 302
    assert Notice.objects.get(kind="draft.handed").recipient == jouni
    draft = Draft.objects.get()
    assert (draft.author, draft.fields["followers"]) == (jouni, [str(paivi.pk)])
    sent = as_user(jouni).post(NEW, told(payroll, followers=[paivi.pk]))
    assert sent.status_code == 302
    case = Case.objects.get()
    assert (case.contact, [row.user for row in case.followers.all()]) == (jouni, [paivi])
    assert case.support_decision.ground == SupportGround.RIGHT


def test_a_draft_goes_to_colleagues_only(customer, paivi, stranger, payroll, monday) -> None:
    draft = services.keep_draft(KEY, customer=customer, fields={}, by=paivi, at=monday)

    for person in (paivi, stranger):
        with pytest.raises(NotAColleague):
            services.hand_draft(draft, to=person, by=paivi, at=monday)

    assert Draft.objects.get().author == paivi


def test_level_1_is_always_sent(as_user, paivi, payroll, overdue, monday) -> None:
    error = {"case_type": CaseType.PROGRAMMING_ERROR, "level": 1}

    answer = as_user(paivi).post(NEW, {**told(payroll), **error})

    assert answer.status_code == 302
    decision = Case.objects.get().support_decision
    assert (decision.ground, decision.reasons) == (
        SupportGround.LEVEL_1,
        ["not_trained", "overdue"],
    )
    assert decision.facts["overdue"] == ["40211873"]


def test_a_blocked_superuser_knows_why_and_sees_no_sums(
    as_user, paivi, payroll, overdue, english
) -> None:
    page = text(as_user(paivi).get(f"{RIGHT}?type=wish"))
    company = text(as_user(paivi).get(reverse("accounts:company")))

    for shown in (page, company):
        assert "40211873" in shown
        assert "Tarja Ahonen" in shown
        assert "480" not in shown


def test_whom_the_invoices_concern_sees_the_sums(as_user, paivi, payroll, overdue) -> None:
    InvoiceContact.objects.update(email=paivi.email)

    assert "480,50" in text(as_user(paivi).get(reverse("accounts:company")))


def test_whoever_pays_is_told_once_a_day_with_the_sums(as_user, paivi, payroll, overdue) -> None:
    client = as_user(paivi)

    for _click in range(2):
        assert client.post(reverse("accounts:bills")).status_code == 302

    [letter] = OutboxMail.objects.filter(kind="accounts.bills")
    assert (letter.to_address, letter.recipient) == ("tarja@kivimaki.example", None)


def test_a_work_order_is_never_stopped(as_user, paivi, payroll, overdue, monday) -> None:
    answer = as_user(paivi).post(NEW, told(payroll, CaseType.WORK_ORDER))

    assert answer.status_code == 302
    assert Case.objects.get().case_type == CaseType.WORK_ORDER


def test_what_is_open_stays_open(as_user, customer, paivi, overdue, mikko, monday) -> None:
    Invoice.objects.update(open_amount=0)
    case = factories.registered_case(customer, by=paivi, at=monday)
    Invoice.objects.update(open_amount=100)

    letter = {"body": "Lisätieto.", "newest_seen": 2**31, "key": KEY}
    answer = as_user(paivi).post(reverse("cases:messages", args=[case.number]), letter)

    assert answer.status_code == 302
    assert case.messages.count() == 2


def test_nobody_goes_past_the_gate_by_changing_the_type(customer, paivi, payroll, monday) -> None:
    wish = factories.registered_case(
        customer, by=paivi, at=monday, module=payroll, case_type=CaseType.WISH
    )

    with pytest.raises(RightMissing):
        services.change_type(
            wish,
            to=CaseType.SUPPORT_REQUEST,
            seen=CaseType.WISH,
            module=payroll,
            level=None,
            facts=services.Facts(),
            reason="",
            by=paivi,
            at=monday,
        )


def test_a_refused_change_of_type_shows_the_ways_too(
    as_user, customer, paivi, payroll, monday
) -> None:
    wish = factories.registered_case(
        customer, by=paivi, at=monday, module=payroll, case_type=CaseType.WISH
    )
    form = {"to": CaseType.SUPPORT_REQUEST, "seen": CaseType.WISH, "module": payroll.pk}

    answer = as_user(paivi).post(reverse("cases:type", args=[wish.number]), form)

    assert answer.status_code == 302
    assert answer["Location"] == f"{RIGHT}?type=support_request&module={payroll.pk}"


def test_a_new_right_is_seen_at_once(as_user, paivi, payroll, monday, english) -> None:
    address = f"{RIGHT}?type=support_request&module={payroll.pk}"
    refused = as_user(paivi).get(address)
    Certificate.objects.create(
        user=paivi,
        module=payroll,
        source=CertificateSource.STAFF,
        achieved_on=date(2026, 2, 1),
        recorded_at=monday,
    )
    support.look_again()

    assert refused.status_code == 200
    assert as_user(paivi).get(address).status_code == 302
    assert as_user(paivi).post(NEW, told(payroll)).status_code == 302
