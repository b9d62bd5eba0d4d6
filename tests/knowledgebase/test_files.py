"""Pictures and files of articles: for the article's readers, never as a page of ours (B9)."""

from collections.abc import Callable
from datetime import datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import Customer, User
from knowledgebase import services
from knowledgebase.choices import Audience
from tests.access.answers import read
from tests.knowledgebase import writing

Browser = Callable[[User], Client]


def test_a_picture_is_seen_in_its_place(as_user: Browser, paivi: User, monday: datetime) -> None:
    article = writing.article("kuvallinen", body="![Näyttö](näyttö.png)", at=monday)
    file = writing.picture_of(article, name="näyttö.png", at=monday)
    client = as_user(paivi)

    page = client.get("/knowledge/kuvallinen/").content.decode()
    answer = client.get(file.get_absolute_url())

    assert f'<img src="{file.get_absolute_url()}" alt="Näyttö" loading="lazy">' in page
    assert (answer["Content-Type"], read(answer)) == ("image/png", writing.PNG)
    assert answer["Content-Disposition"].startswith("inline")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cache-Control"] == "private, no-cache"


def test_what_the_browser_has_is_not_sent_again(
    as_user: Browser, paivi: User, monday: datetime
) -> None:
    file = writing.picture_of(writing.article("kuvallinen", at=monday), at=monday)
    client = as_user(paivi)

    answer = client.get(file.get_absolute_url(), headers={"if-none-match": f'"{file.sha256}"'})

    assert (answer.status_code, answer.content) == (304, b"")


def test_what_the_browser_has_is_asked_for_again_and_refused_once_it_is_taken_down(
    as_user: Browser, paivi: User, monday: datetime
) -> None:
    article = writing.article("kuvallinen", at=monday)
    file = writing.picture_of(article, at=monday)
    services.take_down(article, at=monday)

    answer = as_user(paivi).get(
        file.get_absolute_url(), headers={"if-none-match": f'"{file.sha256}"'}
    )

    assert answer.status_code == 404


def test_anything_else_is_a_download(as_user: Browser, paivi: User, monday: datetime) -> None:
    article = writing.article("liitteellinen", at=monday)
    upload = SimpleUploadedFile("hinnat.csv", b"a;b\n1;2\n")
    file = services.add_file(article, upload, by=None, at=monday)

    answer = as_user(paivi).get(file.get_absolute_url())

    read(answer)
    assert answer["Content-Disposition"] == 'attachment; filename="hinnat.csv"'


def test_a_file_goes_with_its_article(
    as_user: Browser, paivi: User, stranger: User, customer: Customer, monday: datetime
) -> None:
    article = writing.article("nimetty", audience=Audience.NAMED, customers=[customer], at=monday)
    file = writing.picture_of(article, at=monday)
    own = as_user(paivi).get(file.get_absolute_url())
    read(own)
    foreign = as_user(stranger).get(file.get_absolute_url()).status_code
    services.take_down(article, at=monday)

    assert (own.status_code, foreign) == (200, 404)
    assert as_user(paivi).get(file.get_absolute_url()).status_code == 404


def test_a_lost_file_is_not_found(as_user: Browser, paivi: User, monday: datetime) -> None:
    file = writing.picture_of(writing.article("kuvallinen", at=monday), at=monday)
    file.file.storage.delete(file.file.name)

    assert as_user(paivi).get(file.get_absolute_url()).status_code == 404
