"""Administrators take files in after the report, and only the file it was about (B12.3)."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.choices import ImportKind, Role
from accounts.imports import forms
from accounts.imports.models import KeptFile
from accounts.models import Customer, ImportRun, Invoice, User
from tests import factories
from tests.access import digest
from tests.accounts.imports.files import INVOICE, NOW, SourceFile, invoices

LIST = reverse("admin:accounts_importrun_changelist")
INVOICES = reverse("admin:accounts_invoice_changelist")


def page_of(kind: str = ImportKind.INVOICES) -> str:
    return reverse("admin:accounts_importrun_file", args=[kind])


def kept_page(pk: int) -> str:
    return reverse("admin:accounts_importrun_kept", args=[pk])


def shown(browser: Client, file: SourceFile, page: str = ""):
    upload = SimpleUploadedFile(file.name, file.content, "text/csv")
    return browser.post(page or page_of(file.kind), {"file": upload})


def administrator(email: str = "ville@softone.example", **more: object) -> User:
    return factories.staff(Role.ADMINISTRATOR, email=email, language="en", **more)


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def ville(db: None) -> User:
    return administrator()


@pytest.fixture
def office(ville: User) -> Client:
    return browser_of(ville)


def pressed(browser: Client, answer):
    """Press "Take in" on a report."""
    kept, report = answer.context["kept"], answer.context["report"]
    return browser.post(kept_page(kept.pk), {"digest": report.digest}, follow=True)


def messages(answer) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


@pytest.mark.parametrize("kind", ImportKind.values)
def test_the_list_leads_to_a_page_for_each_kind(office: Client, kind: str) -> None:
    words = office.get(LIST).content.decode()

    assert f'href="{page_of(kind)}"' in words
    assert office.get(page_of(kind)).status_code == 200


def test_a_file_is_shown_first_and_then_taken_in(
    office: Client, ville: User, kivimaki: Customer
) -> None:
    answer = shown(office, invoices(INVOICE))
    before = Invoice.objects.count()
    done = pressed(office, answer)

    run = ImportRun.objects.get()
    assert (answer.status_code, before, Invoice.objects.count()) == (200, 0, 1)
    assert "Take in: 1 new, 0 changed" in answer.content.decode()
    assert done.redirect_chain == [(LIST, 302)]
    assert messages(done) == ["“vienti.csv” is taken in: 1 new, 0 changed, 0 as before."]
    assert (run.by, run.added, run.file_name) == (ville, 1, "vienti.csv")
    assert not KeptFile.objects.exists()


def test_a_file_with_a_problem_is_not_kept(office: Client, kivimaki: Customer) -> None:
    before = digest.of_every_table()
    answer = shown(office, invoices(INVOICE, "1002;x;1.2.2026;2.2.2026;1;1"))

    words = answer.content.decode()
    assert answer.status_code == 422
    assert "There is no customer with the business ID x." in words
    assert "Take in:" not in words
    assert digest.changed(before) == []


def test_a_file_that_changes_nothing_has_no_button(office: Client, kivimaki: Customer) -> None:
    pressed(office, shown(office, invoices(INVOICE)))
    answer = shown(office, invoices(INVOICE))

    assert answer.status_code == 200
    assert "There is nothing to take in." in answer.content.decode()
    assert not KeptFile.objects.exists()


def test_what_is_in_the_file_is_never_markup(office: Client, kivimaki: Customer) -> None:
    hostile = INVOICE.replace("1001", "<script>x</script>")

    assert "<script>x" not in shown(office, invoices(hostile)).content.decode()
    assert "&lt;script&gt;x" in shown(office, invoices(hostile)).content.decode()


def test_pressing_twice_takes_in_once(office: Client, kivimaki: Customer) -> None:
    answer = shown(office, invoices(INVOICE))
    pressed(office, answer)
    second = pressed(office, answer)

    assert messages(second)[-1] == (
        "This file is not here any more. Look at the list, or choose it again."
    )
    assert ImportRun.objects.count() == 1


def test_only_the_file_that_was_shown_is_taken_in(office: Client, kivimaki: Customer) -> None:
    """A digest of another file, a replaced file, a file changed in the table: none goes in."""
    first = shown(office, invoices(INVOICE))
    second = shown(office, invoices(INVOICE.replace("1001", "1002")))
    pressed(office, first)
    office.post(kept_page(second.context["kept"].pk), {"digest": first.context["report"].digest})
    office.post(kept_page(second.context["kept"].pk))
    KeptFile.objects.update(content=invoices(INVOICE.replace("1001", "6666")).content)
    pressed(office, second)

    assert not Invoice.objects.exists()
    assert not ImportRun.objects.exists()


def test_nobody_takes_in_what_another_has_shown(office: Client, kivimaki: Customer) -> None:
    other = browser_of(administrator("aino@softone.example"))
    answer = shown(office, invoices(INVOICE))
    pressed(other, answer)

    assert not Invoice.objects.exists()
    assert KeptFile.objects.count() == 1


def test_a_file_of_yesterday_is_not_taken_in(office: Client, kivimaki: Customer, clock) -> None:
    answer = shown(office, invoices(INVOICE))
    clock(NOW + timedelta(hours=25))
    # The session has ended too by then.
    office = browser_of(User.objects.get(email="ville@softone.example"))
    pressed(office, answer)

    assert not Invoice.objects.exists()


def test_what_has_changed_since_the_report_is_told_instead_of_taken_in(
    office: Client, kivimaki: Customer
) -> None:
    answer = shown(office, invoices(INVOICE))
    kivimaki.delete()
    refused = pressed(office, answer)

    assert refused.status_code == 422
    assert "There is no customer with the business ID 1234567-8." in refused.content.decode()
    assert not ImportRun.objects.exists()


def test_without_a_file_the_page_asks_for_one(office: Client) -> None:
    for form in ({}, {"file": "words"}):
        answer = office.post(page_of(), form)
        assert answer.status_code == 422
        assert "Choose a file first." in answer.content.decode()


def test_a_file_over_the_limit_is_refused(
    office: Client, kivimaki: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "MAX_BYTES", 40)
    answer = shown(office, invoices(INVOICE))

    assert answer.status_code == 422
    assert "larger than 20 MB" in answer.content.decode()
    assert not KeptFile.objects.exists()


def test_an_empty_file_is_told_to_be_empty(office: Client) -> None:
    answer = shown(office, SourceFile(ImportKind.INVOICES, "tyhja.csv", b""))

    assert answer.status_code == 422
    assert "The file is empty." in answer.content.decode()


def test_an_unknown_kind_is_not_there(office: Client) -> None:
    assert office.get(page_of("invoice")).status_code == 404
    assert office.get(kept_page(1)).status_code == 302


@pytest.mark.parametrize("role", ["", Role.SPECIALIST, Role.CONSULTANT, Role.PRODUCT, Role.MANAGER])
def test_other_roles_are_refused(kivimaki: Customer, role: str) -> None:
    """B1.3: administration is for administrators."""
    browser = browser_of(factories.UserFactory(role=role))
    before = digest.of_every_table()

    assert browser.get(page_of()).status_code == 403
    assert shown(browser, invoices(INVOICE), page_of()).status_code == 403
    assert browser.post(kept_page(1), {"digest": ""}).status_code == 403
    assert digest.changed(before) == []


def test_a_visitor_is_sent_to_the_login(db: None) -> None:
    for address in (page_of(), kept_page(1)):
        answer = Client().post(address)
        assert (answer.status_code, answer.url.partition("?")[0]) == (
            *(302, reverse("account_login")),
        )


def test_an_import_does_no_more_than_its_person_may_by_hand(kivimaki: Customer) -> None:
    """Who may edit invoices but not people brings in no people."""
    jari = administrator("jari@softone.example", is_superuser=False)
    names = ["view_importrun", "add_importrun", "add_invoice", "change_invoice"]
    jari.user_permissions.set(Permission.objects.filter(codename__in=names))
    browser = browser_of(jari)
    words = browser.get(LIST).content.decode()

    assert page_of(ImportKind.INVOICES) in words
    assert page_of(ImportKind.PEOPLE) not in words
    assert browser.get(page_of(ImportKind.INVOICES)).status_code == 200
    for kind in (ImportKind.PEOPLE, ImportKind.CUSTOMERS, ImportKind.MODULES):
        assert browser.get(page_of(kind)).status_code == 403
    kept = KeptFile.objects.create(
        kind=ImportKind.PEOPLE, file_name="a", content=b"", digest="", by=jari, at=NOW
    )
    assert browser.post(kept_page(kept.pk), {"digest": ""}).status_code == 403


def test_runs_and_invoices_are_only_looked_at(office: Client, kivimaki: Customer) -> None:
    pressed(office, shown(office, invoices(INVOICE)))
    rows = {"importrun": ImportRun.objects.get().pk, "invoice": Invoice.objects.get().pk}

    for name, pk in rows.items():
        assert office.get(reverse(f"admin:accounts_{name}_add")).status_code == 403
        assert office.post(reverse(f"admin:accounts_{name}_change", args=[pk])).status_code == 403
        assert office.post(reverse(f"admin:accounts_{name}_delete", args=[pk])).status_code == 403


def _invoice(customer: Customer, number: str, due_on: str, still_open: int) -> None:
    Invoice.objects.create(
        customer=customer,
        number=number,
        issued_on="2026-01-01",
        due_on=due_on,
        amount=10,
        open_amount=still_open,
    )


def test_invoices_are_filtered_by_payment_and_searched(
    office: Client, kivimaki: Customer, nordlog: Customer
) -> None:
    _invoice(kivimaki, "late", "2026-02-01", 10)
    _invoice(kivimaki, "today", "2026-02-02", 10)
    _invoice(nordlog, "paid", "2026-01-15", 0)

    def found(**query: str) -> list[str]:
        return [row.number for row in office.get(INVOICES, query).context["cl"].queryset]

    assert found() == ["paid", "late", "today"]
    assert found(payment="overdue") == ["late"]
    assert found(payment="open") == ["late", "today"]
    assert found(payment="paid") == ["paid"]
    assert found(q="Nordlog") == ["paid"]
    assert found(q="1234567-8", payment="overdue") == ["late"]


@pytest.mark.parametrize("page", [LIST, INVOICES])
def test_the_lists_cost_the_same_with_more_rows(
    office: Client, kivimaki: Customer, nordlog: Customer, page: str
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            office.get(page)
        return len(queries)

    pressed(office, shown(office, invoices(INVOICE)))
    cost()
    before = cost()
    for number, business_id in enumerate(("1234567-8", "2345678-9")):
        line = INVOICE.replace("1001", str(number)).replace("1234567-8", business_id)
        other = browser_of(administrator(f"aino{number}@softone.example"))
        pressed(other, shown(other, invoices(line)))

    assert (ImportRun.objects.count(), cost()) == (3, before)
