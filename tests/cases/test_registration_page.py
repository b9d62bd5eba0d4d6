"""B3.1, B3.2: the form offers the levels with their deadlines, and loses nothing typed."""

import uuid
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.choices import Role
from accounts.models import Module, SuperUser
from accounts.notices.models import Notice
from cases.models import Attachment, Case
from tests import factories
from tests.cases.steps import (
    at,
    picture,
)

NEW = reverse("cases:new")
TYPED = {
    "subject": "Palkka-ajo keskeytyy",
    "description": "Ajo pysähtyy virheeseen 4711.",
    "steps": "1. Avaa ajo\n2. Paina Aja",
    "expected": "Ajo menee läpi",
    "since": "maanantaista",
    "people": "several",
    "environment": "Firefox 140",
}
ERROR = {"type": "programming_error"}
FACTS = ["steps", "expected", "since", "people", "environment"]


def receipt_of(case: Case) -> str:
    return reverse("cases:receipt", args=[case.number])


@pytest.fixture
def module(customer) -> Module:
    return factories.licensed(customer, name_fi="Palkat")


@pytest.fixture
def filled(module) -> dict[str, object]:
    more = {"module": module.pk, "level": 2, "key": uuid.uuid4()}
    return TYPED | {"case_type": "programming_error"} | more


def test_the_form_offers_the_companys_modules_and_all_levels(
    as_user, paivi, module, monday
) -> None:
    factories.licensed(factories.CustomerFactory(), name_fi="Toisten")

    page = as_user(paivi).get(NEW, ERROR)

    assert page.status_code == 200
    assert list(page.context["form"].fields["module"].queryset) == [module]
    assert [(offer.level.pk, offer.is_chosen) for offer in page.context["offers"]] == [
        (number, False) for number in range(1, 6)
    ]


def test_each_level_says_when_handling_starts_and_when_it_is_done(as_user, paivi, monday) -> None:
    offers = as_user(paivi).get(NEW, ERROR).context["offers"]

    space = "\N{NO-BREAK SPACE}"
    assert [(offer.starts, offer.done) for offer in offers[:3]] == [
        (f"tänään klo{space}10", f"tänään klo{space}16"),
        (f"tänään klo{space}14", f"pe{space}6.2. klo{space}14"),
        (f"huomenna klo{space}15", f"ma{space}2.3. klo{space}16"),
    ]


def test_sending_registers_the_case_and_shows_it(as_user, paivi, filled, monday, customer) -> None:
    answer = as_user(paivi).post(NEW, filled)

    case = Case.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, receipt_of(case))
    assert (case.customer, case.registered_by, case.received_at) == (customer, paivi, monday)
    assert (case.subject, case.level_id, case.module_id) == (
        TYPED["subject"],
        2,
        filled["module"],
    )
    assert case.messages.get().body == TYPED["description"]
    told = {name: getattr(case.facts, name) for name in FACTS}
    assert told == {name: TYPED[name] for name in FACTS}


def test_files_are_sent_along(as_user, paivi, filled, monday) -> None:
    files = [picture("a.png"), SimpleUploadedFile("loki.txt", b"ERROR 4711")]

    as_user(paivi).post(NEW, filled | {"files": files})

    found = Attachment.objects.values_list("name", "content_type", "size")
    assert list(found) == [("a.png", "image/png", 72), ("loki.txt", "text/plain", 10)]


@pytest.mark.parametrize(
    "missing", ["case_type", "module", "subject", "description", "level", "key"]
)
def test_what_is_missing_is_named_and_everything_typed_is_kept(
    as_user, paivi, filled, monday, missing: str
) -> None:
    sent = {name: value for name, value in filled.items() if name != missing}

    answer = as_user(paivi).post(NEW, sent)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [missing]
    assert Case.objects.count() == 0
    form = answer.context["form"]
    kept = {name: str(form[name].value()) for name in sent if name in form.fields}
    assert kept == {name: str(value) for name, value in sent.items() if name in kept}
    text = answer.content.decode()
    for name in ("subject", "description", "steps", "expected", "since"):
        if name != missing and name in form.fields:
            assert TYPED[name] in text


def test_a_chosen_level_stays_chosen_after_a_fault(as_user, paivi, filled, monday) -> None:
    answer = as_user(paivi).post(NEW, filled | {"subject": ""})

    chosen = [offer.level.pk for offer in answer.context["offers"] if offer.is_chosen]
    assert chosen == [2]
    assert 'value="2" id="id_level_1" checked' in answer.content.decode()


def test_a_refused_file_is_named_and_nothing_is_registered(as_user, paivi, filled, monday) -> None:
    bad = SimpleUploadedFile("ohjelma.exe", b"MZ")

    answer = as_user(paivi).post(NEW, filled | {"files": [picture(), bad]})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["files"])
    assert "ohjelma.exe" in answer.content.decode()
    assert (Case.objects.count(), Attachment.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("subject", "a" * 251),
        ("description", "a" * 20001),
        ("since", "a" * 201),
        ("subject", "nolla\x00tavu"),
        ("level", "6"),
        ("level", "abc"),
        ("level", "9" * 40),
        ("module", "abc"),
        ("module", "9" * 40),
        ("key", "abc"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(
    as_user, paivi, filled, monday, field: str, value: str
) -> None:
    answer = as_user(paivi).post(NEW, filled | {field: value})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert Case.objects.count() == 0


def test_the_module_of_another_customer_is_no_choice(as_user, paivi, filled, monday) -> None:
    theirs = factories.licensed(factories.CustomerFactory())

    answer = as_user(paivi).post(NEW, filled | {"module": theirs.pk})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["module"])
    assert Case.objects.count() == 0


def test_sending_twice_registers_once_and_leads_to_the_same_case(
    as_user, paivi, filled, monday
) -> None:
    client = as_user(paivi)

    places = [client.post(NEW, filled)["Location"] for _ in range(2)]

    assert places == [receipt_of(Case.objects.get())] * 2
    assert Notice.objects.count() == 1


def test_each_page_names_its_own_submission(as_user, paivi, module, monday) -> None:
    client = as_user(paivi)

    keys = {client.get(NEW).context["form"]["key"].value() for _ in range(2)}

    assert len(keys) == 2


@pytest.mark.parametrize("role", Role)
def test_the_desk_does_not_register_in_the_portal(as_user, filled, monday, role: Role) -> None:
    client = as_user(factories.staff(role))

    assert [client.get(NEW).status_code, client.post(NEW, filled).status_code] == [403, 403]
    assert Case.objects.count() == 0


def test_who_has_no_company_has_no_form(as_user, paivi, filled, monday) -> None:
    SuperUser.objects.filter(user=paivi).update(ended_on=date(2026, 2, 1))
    client = as_user(paivi)

    assert [client.get(NEW).status_code, client.post(NEW, filled).status_code] == [404, 404]
    assert Case.objects.count() == 0


def test_choosing_a_level_previews_its_deadlines(as_user, paivi, monday) -> None:
    answer = as_user(paivi).get(NEW, {"level": 2}, headers={"hx-request": "true"})

    text = answer.content.decode()
    assert text.lstrip().startswith("<section")
    assert text.count("<section") == 1
    [offer] = [each for each in answer.context["offers"] if each.is_chosen]
    assert (offer.level.pk, offer.starts) == (2, "tänään klo\N{NO-BREAK SPACE}14")
    assert offer.starts in text
    assert offer.done in text


def test_the_preview_works_without_a_script_too(as_user, paivi, monday) -> None:
    answer = as_user(paivi).get(NEW, {"level": 2})

    assert "<html" in answer.content.decode()
    assert [each.level.pk for each in answer.context["offers"] if each.is_chosen] == [2]


@pytest.mark.parametrize("asked", ["", "0", "6", "abc", "9" * 40, "2'--", "\x00"])
def test_an_unknown_level_previews_none(as_user, paivi, monday, asked: str) -> None:
    answer = as_user(paivi).get(NEW, {"level": asked}, headers={"hx-request": "true"})

    assert answer.status_code == 200
    assert "klo" not in answer.content.decode()


def test_at_night_the_levels_count_from_the_next_opening(as_user, paivi, clock) -> None:
    clock(at(2026, 2, 2, 22))

    offers = as_user(paivi).get(NEW, ERROR).context["offers"]

    assert offers[0].starts == "huomenna klo\N{NO-BREAK SPACE}9"
