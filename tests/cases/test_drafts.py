"""B3.3: what one types is kept on the server, on any device, for its writer alone."""

import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, TestCase
from django.urls import reverse

from accounts.filetypes import MAX_FILES
from accounts.models import Module, User
from accounts.notices.models import Notice
from cases import services
from cases.models import Attachment, Case, Draft, DraftFile
from tests import factories
from tests.cases.steps import at, at_once, picture

NEW = reverse("cases:new")
KEY = uuid.UUID("11111111-2222-4333-8444-555555555555")
DRAFT = reverse("cases:draft", args=[KEY])
FILES = reverse("cases:draft_files", args=[KEY])

TEN = at(2026, 2, 2, 10)


@pytest.fixture
def module(customer) -> Module:
    return factories.licensed(customer, name_fi="Palkat")


@pytest.fixture
def filled(module) -> dict[str, object]:
    return {
        "case_type": "programming_error",
        "module": module.pk,
        "subject": "Palkka-ajo keskeytyy",
        "description": "Ajo pysähtyy.",
        "steps": "1. Avaa",
        "level": 2,
        "key": KEY,
    }


@pytest.fixture
def draft(customer, paivi, monday) -> Draft:
    fields = {"case_type": "wish", "subject": "Toive", "benefit": "Aikaa säästyy"}
    return services.keep_draft(KEY, customer=customer, fields=fields, by=paivi, at=monday)


def stay(client: Client, **typed: object):
    return client.post(DRAFT, {"then": "stay", **typed})


def test_what_is_typed_is_kept_and_the_page_is_told_when(as_user, paivi, filled, monday) -> None:
    answer = stay(as_user(paivi), **filled)

    draft = Draft.objects.get()
    assert (answer.status_code, "9" in answer.content.decode()) == (200, True)
    assert (draft.pk, draft.author, draft.saved_at) == (KEY, paivi, monday)
    told = {name: str(value) for name, value in filled.items() if name != "key"}
    assert draft.fields == {**told, "followers": []}


def test_choices_alone_are_no_draft(as_user, paivi, module, monday) -> None:
    answer = stay(as_user(paivi), case_type="wish", module=module.pk, subject="  ")

    assert (answer.status_code, answer.content) == (200, b"")
    assert Draft.objects.count() == 0


def test_a_draft_takes_what_its_form_has_and_no_more(as_user, paivi, monday) -> None:
    typed = {
        "subject": "a" * 900,
        "description": "b\x00" * 15000,
        "since": "c" * 900,
        "level": "9" * 900,
        "stage": "handled",
        "csrfmiddlewaretoken": "salaisuus",
        "followers": ["1"] * 900 + ["x"],
    }

    stay(as_user(paivi), **typed)

    fields = Draft.objects.get().fields
    lengths = {name: len(value) for name, value in fields.items()}
    assert lengths == {
        "subject": 250,
        "description": 15000,
        "since": 200,
        "level": 40,
        "followers": 20,
    }


def test_a_draft_opens_as_it_was_left(as_user, paivi, jouni, filled, monday) -> None:
    client = as_user(paivi)
    typed = {**filled, "followers": [jouni.pk]}
    stay(client, **typed)
    client.post(FILES, {**typed, "files": picture("virhe.png")})

    page = as_user(paivi).get(NEW, {"draft": str(KEY)})

    form = page.context["form"]
    expected = {name: str(value) for name, value in filled.items()}
    assert {name: str(form[name].value()) for name in filled} == expected
    assert form["followers"].value() == [str(jouni.pk)]
    assert [file.name for file in page.context["files"]] == ["virhe.png"]
    assert "virhe.png" in page.content.decode()


def test_the_facts_of_another_type_wait_in_the_draft(as_user, paivi, draft, monday) -> None:
    client = as_user(paivi)

    answer = client.post(
        DRAFT, {"case_type": "work_order", "subject": "Toive"}, headers={"hx-request": "true"}
    )

    text = answer.content.decode()
    assert text.lstrip().startswith('<div class="told" id="told"')
    assert ("id_wanted_on" in text, "id_benefit" in text) == (True, False)
    assert 'hx-swap-oob="true"' in text
    assert Draft.objects.get().fields["benefit"] == "Aikaa säästyy"
    back = client.post(DRAFT, {"case_type": "wish"}, headers={"hx-request": "true"})
    assert "Aikaa säästyy" in back.content.decode()


def test_without_a_script_the_fields_of_a_type_are_shown_by_a_button(
    as_user, paivi, monday
) -> None:
    client = as_user(paivi)

    answer = client.post(
        DRAFT, {"case_type": "wish", "subject": "X", "then": "show", "files": picture("a.png")}
    )

    assert (answer.status_code, answer["Location"]) == (302, f"{NEW}?draft={KEY}")
    text = client.get(answer["Location"]).content.decode()
    assert ("id_benefit" in text, "a.png" in text) == (True, True)


def test_one_may_continue_later(as_user, paivi, filled, monday) -> None:
    client = as_user(paivi)

    answer = client.post(DRAFT, {**filled, "then": "later", "files": picture()})

    assert (answer.status_code, answer["Location"]) == (302, reverse("home"))
    assert DraftFile.objects.get().draft_id == KEY
    assert Case.objects.count() == 0


def test_unfinished_cases_are_offered(as_user, paivi, draft, customer, monday) -> None:
    other = services.keep_draft(uuid.uuid4(), customer=customer, fields={}, by=paivi, at=monday)

    page = as_user(paivi).get(NEW)

    offered = {one.draft.pk: one.subject for one in page.context["unfinished"]}
    assert offered == {KEY: "Toive", other.pk: ""}
    assert f"?draft={KEY}" in page.content.decode()


def test_discarding_takes_the_draft_and_its_files(as_user, paivi, draft, monday) -> None:
    client = as_user(paivi)
    client.post(FILES, {"files": picture()})

    answer = client.post(reverse("cases:discarding", args=[KEY]))

    assert (answer.status_code, answer["Location"]) == (302, NEW)
    assert (Draft.objects.count(), DraftFile.objects.count()) == (0, 0)


def test_a_draft_is_its_writers_alone(as_user, paivi, jouni, stranger, draft, monday) -> None:
    as_user(paivi).post(FILES, {"files": picture()})
    file = reverse("cases:draft_file", args=[KEY, DraftFile.objects.get().pk])

    for other in (jouni, stranger):
        client = as_user(other)
        found = [
            client.get(NEW, {"draft": str(KEY)}).status_code,
            stay(client, subject="Varas").status_code,
            client.post(FILES, {"files": picture()}).status_code,
            client.post(reverse("cases:discarding", args=[KEY])).status_code,
            client.get(file).status_code,
        ]
        assert found == [404] * 5
        assert client.get(NEW).context["unfinished"] == []
    assert Draft.objects.get().fields["subject"] == "Toive"


@pytest.mark.parametrize("asked", ["", "abc", str(uuid.UUID(int=7)), "\x00"])
def test_a_draft_that_is_not_there_does_not_exist(as_user, paivi, monday, asked: str) -> None:
    assert as_user(paivi).get(NEW, {"draft": asked}).status_code == 404


# --- Files --------------------------------------------------------------------------------------


def test_a_file_goes_to_the_draft_at_once(as_user, paivi, monday) -> None:
    client = as_user(paivi)

    answer = client.post(FILES, {"subject": "Kuva", "files": picture("virhe.png")})

    file = DraftFile.objects.get()
    assert (answer.status_code, file.name, file.draft.fields["subject"]) == (
        201,
        "virhe.png",
        "Kuva",
    )
    address = reverse("cases:draft_file", args=[KEY, file.pk])
    assert f'src="{address}"' in answer.content.decode()
    shown = client.get(address)
    assert (shown["Content-Type"], shown["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert shown["Content-Security-Policy"].startswith("sandbox")


def test_what_is_no_picture_leaves_as_a_download(as_user, paivi, monday) -> None:
    client = as_user(paivi)
    client.post(FILES, {"files": SimpleUploadedFile("loki.txt", b"ERROR")})

    shown = client.get(reverse("cases:draft_file", args=[KEY, DraftFile.objects.get().pk]))

    assert shown["Content-Disposition"] == 'attachment; filename="loki.txt"'


def test_a_refused_file_says_why_in_its_chip(as_user, paivi, monday) -> None:
    bad = SimpleUploadedFile("ohjelma.exe", b"MZ")

    answer = as_user(paivi).post(FILES, {"files": bad})

    assert (answer.status_code, "ohjelma.exe" in answer.content.decode()) == (422, True)
    assert Draft.objects.count() == 0


def test_a_draft_takes_as_many_files_as_a_message(as_user, paivi, draft, monday) -> None:
    for number in range(MAX_FILES):
        services.add_draft_file(draft, picture(f"{number}.png"))

    answer = as_user(paivi).post(FILES, {"files": picture("liikaa.png")})

    assert (answer.status_code, DraftFile.objects.count()) == (422, MAX_FILES)


def test_a_file_is_taken_out(as_user, paivi, draft, monday) -> None:
    services.add_draft_file(draft, picture("a.png"))
    keep = services.add_draft_file(draft, picture("b.png"))
    gone = draft.files.exclude(pk=keep.pk).get()

    answer = as_user(paivi).post(DRAFT, {"subject": "Toive", "remove": gone.pk})

    assert (answer.status_code, answer["Location"]) == (302, f"{NEW}?draft={KEY}")
    assert list(draft.files.all()) == [keep]


# --- Sending ------------------------------------------------------------------------------------


def test_sending_takes_the_files_and_the_draft_is_gone(as_user, paivi, filled, monday) -> None:
    client = as_user(paivi)
    client.post(FILES, {**filled, "files": picture("ennen.png")})

    client.post(NEW, {**filled, "files": picture("nyt.png")})

    names = Attachment.objects.filter(message__case=Case.objects.get()).values_list("name")
    assert sorted(names) == [("ennen.png",), ("nyt.png",)]
    assert Draft.objects.count() == 0


def test_a_refused_form_keeps_its_good_files(as_user, paivi, filled, monday) -> None:
    files = [picture("hyva.png"), SimpleUploadedFile("ohjelma.exe", b"MZ")]

    answer = as_user(paivi).post(NEW, {**filled, "subject": "", "files": files})

    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"subject", "files"})
    assert [file.name for file in answer.context["files"]] == ["hyva.png"]
    as_user(paivi).post(NEW, filled)
    assert Attachment.objects.get().name == "hyva.png"


def test_a_form_and_its_draft_together_have_as_many_files_as_a_message(
    as_user, paivi, filled, draft, monday
) -> None:
    for number in range(MAX_FILES):
        services.add_draft_file(draft, picture(f"{number}.png"))

    answer = as_user(paivi).post(NEW, {**filled, "files": picture("liikaa.png")})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["files"])
    assert Case.objects.count() == 0


def test_who_comes_back_to_a_sent_form_sees_its_receipt(as_user, paivi, filled, monday) -> None:
    client = as_user(paivi)
    stay(client, **filled)
    receipt = client.post(NEW, filled)["Location"]

    again = [
        client.get(NEW, {"draft": str(KEY)})["Location"],
        client.post(DRAFT, filled)["Location"],
        client.post(NEW, filled)["Location"],
    ]

    assert again == [receipt] * 3
    # A second window that only saves is told so, and stays as it is.
    saved = stay(client, **filled)
    assert (saved.status_code, Case.objects.get().reference in saved.content.decode()) == (
        409,
        True,
    )
    assert (Case.objects.count(), Draft.objects.count(), Notice.objects.count()) == (1, 0, 1)


def test_who_has_no_company_keeps_no_draft(as_user, mikko, monday) -> None:
    loose: User = factories.UserFactory()

    assert stay(as_user(mikko), subject="X").status_code == 403
    assert stay(as_user(loose), subject="X").status_code == 404
    assert Draft.objects.count() == 0


# --- What goes on at once, and what is left behind ------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_a_file_that_was_sent_is_not_thrown_away_with_its_draft() -> None:
    customer = factories.CustomerFactory()
    factories.team_for(customer.industry)
    paivi, module = factories.superuser_of(customer), factories.licensed(customer)

    for _round in range(4):
        key = uuid.uuid4()
        draft = services.keep_draft(key, customer=customer, fields={}, by=paivi, at=TEN)
        services.add_draft_file(draft, picture())

        case, _nothing = at_once(
            lambda key=key: factories.registered_case(
                customer, by=paivi, module=module, at=TEN, key=key
            ),
            lambda draft=draft: services.discard_draft(draft),
        )

        files = Attachment.objects.filter(message__case=case)
        assert all(file.file.storage.exists(file.file.name) for file in files)
        assert not Draft.objects.filter(pk=key).exists()


def test_a_draft_of_another_company_gives_no_files(customer, paivi, module, draft, monday) -> None:
    services.add_draft_file(draft, picture())
    Draft.objects.update(customer=factories.CustomerFactory())

    case = factories.registered_case(customer, by=paivi, module=module, at=monday, key=KEY)

    assert not Attachment.objects.filter(message__case=case).exists()


def test_forgotten_drafts_go_with_their_files(customer, paivi, draft, monday) -> None:
    kept = services.keep_draft(
        uuid.uuid4(), customer=customer, fields={}, by=paivi, at=monday + timedelta(days=200)
    )
    file = services.add_draft_file(draft, picture())

    with TestCase.captureOnCommitCallbacks(execute=True):
        gone = services.discard_forgotten(before=monday + timedelta(days=183), limit=9)

    assert (gone, list(Draft.objects.all())) == (1, [kept])
    assert not file.file.storage.exists(file.file.name)


def test_drafts_of_who_speaks_for_the_company_no_longer_go(customer, paivi, draft, monday) -> None:
    paivi.memberships.update(ended_on=monday.date())

    assert services.discard_forgotten(before=monday - timedelta(days=1), limit=9) == 1
    assert Draft.objects.count() == 0


def test_a_file_that_comes_after_the_case_was_sent_is_refused(
    as_user, paivi, filled, monday
) -> None:
    client = as_user(paivi)
    client.post(NEW, filled)

    answer = client.post(FILES, {**filled, "files": picture("myohassa.png")})

    assert (answer.status_code, Draft.objects.count()) == (422, 0)
