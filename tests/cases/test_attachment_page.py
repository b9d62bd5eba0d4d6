"""Files are handed out as downloads, to whom they belong, and as nothing else."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import SuperUser
from cases.models import Attachment
from tests import factories
from tests.cases.steps import (
    PNG,
    at,
    attached,
    note,
    page_of,
    picture,
    reply,
)

TEN = at(2026, 2, 2, 10)


@pytest.fixture
def file(case, paivi) -> Attachment:
    return attached(reply(case, by=paivi, at=TEN, files=[picture("ruutu kuva.png")]))


@pytest.fixture
def internal(case, mikko) -> Attachment:
    return attached(note(case, by=mikko, at=TEN, files=[picture("sisäinen.png")]))


@pytest.mark.parametrize("name", ["paivi", "jouni", "mikko", "reetta", "product"])
def test_who_sees_the_case_gets_its_files(request, as_user, case, file, name: str) -> None:
    answer = as_user(request.getfixturevalue(name)).get(page_of("attachment", case, file.pk))

    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, PNG)


def test_a_file_is_a_download_and_never_a_page_of_ours(as_user, case, file, paivi) -> None:
    answer = as_user(paivi).get(page_of("attachment", case, file.pk))

    wanted = {
        "Content-Type": "image/png",
        "Content-Disposition": 'attachment; filename="ruutu kuva.png"',
        "Content-Length": str(len(PNG)),
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cache-Control": "no-store, private",
    }
    assert {name: answer[name] for name in wanted} == wanted


def test_a_page_in_disguise_is_served_as_text(as_user, case, paivi) -> None:
    sent = SimpleUploadedFile("sivu.txt", b"<script>alert(1)</script>", content_type="text/html")
    as_user(paivi).post(
        page_of("messages", case),
        {"body": "Katso.", "key": "0" * 32, "files": [sent]},
    )

    answer = as_user(paivi).get(page_of("attachment", case, Attachment.objects.get().pk))

    assert (answer["Content-Type"], answer["Content-Disposition"]) == (
        "text/plain",
        'attachment; filename="sivu.txt"',
    )


@pytest.mark.parametrize("name", ["stranger", "consultant"])
def test_to_others_the_file_does_not_exist(request, as_user, case, file, name: str) -> None:
    answer = as_user(request.getfixturevalue(name)).get(page_of("attachment", case, file.pk))

    assert answer.status_code == 404


def test_who_has_left_the_company_gets_nothing(as_user, case, file, paivi) -> None:
    SuperUser.objects.filter(user=paivi).update(ended_on=date(2026, 2, 2))

    assert as_user(paivi).get(page_of("attachment", case, file.pk)).status_code == 404


def test_the_file_of_an_internal_note_is_the_desks_alone(
    as_user, case, internal, paivi, jouni, mikko
) -> None:
    address = page_of("attachment", case, internal.pk)

    answers = [as_user(person).get(address).status_code for person in (paivi, jouni, mikko)]

    assert answers == [404, 404, 200]


def test_a_file_is_found_under_its_own_case_only(as_user, case, file, customer, paivi) -> None:
    other = factories.registered_case(customer, by=paivi, at=TEN)
    client = as_user(paivi)
    wrong = [
        page_of("attachment", other, file.pk),
        page_of("attachment", case, file.pk + 1),
        page_of("attachment", case, 10**30),
    ]

    assert [client.get(address).status_code for address in wrong] == [404, 404, 404]


def test_a_visitor_is_asked_to_log_in(client, case, file) -> None:
    answer = client.get(page_of("attachment", case, file.pk))

    assert answer["Location"].startswith(reverse("account_login"))


def test_the_place_of_the_file_on_the_disk_is_no_address(as_user, file, paivi) -> None:
    client = as_user(paivi)

    assert client.get(f"/{file.file.name}").status_code == 404
    assert client.get(f"/media/{file.file.name}").status_code == 404
