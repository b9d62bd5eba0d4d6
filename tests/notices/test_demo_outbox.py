"""The demo's outbox page: open to all in the demo, closed everywhere else, and harmless."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.mail import EmailMultiAlternatives
from django.http import Http404
from django.test import RequestFactory

from softone_support.demo import outbox
from softone_support.embedded.mailbox import FolderBackend

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings, tmp_path):
    settings.DEMO, settings.DEMO_MAIL_DIR = True, tmp_path
    settings.ROOT_URLCONF = "tests.notices.demo_urls"
    return tmp_path


def _send(subject, html="<p>Hei</p>"):
    letter = EmailMultiAlternatives(subject, "Avaa http://testserver/a/", to=["p@x.example"])
    letter.attach_alternative(html, "text/html")
    FolderBackend().send_messages([letter])


def test_mails_are_listed_newest_first_without_login(client, folder):
    _send("Ensimmäinen <b>")
    _send("Toinen")

    page = client.get("/demo/outbox/")

    assert [letter.subject for letter in page.context["letters"]] == ["Toinen", "Ensimmäinen <b>"]
    assert {letter.to for letter in page.context["letters"]} == {"p@x.example"}
    assert b"Ensimm\xc3\xa4inen &lt;b&gt;" in page.content


def test_the_time_of_a_mail_is_the_moment_it_was_sent(client, folder):
    _send("Nyt")

    [letter] = client.get("/demo/outbox/").context["letters"]

    assert abs(datetime.now(UTC) - letter.sent_at) < timedelta(minutes=1)


def test_an_empty_outbox_says_what_will_come(client, folder):
    assert b'class="empty"' in client.get("/demo/outbox/").content


def test_a_mail_is_shown_as_text_with_links_and_in_a_frame(client, folder):
    _send("Uusi salasana")
    [name] = [file.name for file in folder.iterdir()]

    page = client.get(f"/demo/outbox/{name}/")

    assert b'<a href="http://testserver/a/"' in page.content
    assert b'src="?html"' in page.content
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]


def test_the_html_runs_nothing_and_loads_nothing(client, folder):
    _send("Kuva", html='<p style="color:red">Hei</p><script>alert(1)</script>')
    [name] = [file.name for file in folder.iterdir()]

    frame = client.get(f"/demo/outbox/{name}/?html")

    policy = frame.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline';")
    assert "script-src" not in policy
    assert "allow-scripts" not in policy
    assert "allow-same-origin" not in policy
    assert frame.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert b'<p style="color:red">Hei</p>' in frame.content


@pytest.mark.parametrize(
    "name", ["../secret.eml", "..", ".hidden.eml", "%2e%2e%2fsecret.eml", "absent.eml", "a\0.eml"]
)
def test_only_mails_of_the_folder_are_opened(folder, name):
    (folder.parent / "secret.eml").write_text("Subject: secret\n\n")
    (folder / ".hidden.eml").write_text("Subject: unfinished\n\n")

    with pytest.raises(Http404):
        outbox.message(RequestFactory().get("/"), name)


def test_outside_the_demo_there_is_no_such_page(client, folder, settings):
    settings.DEMO = False

    assert client.get("/demo/outbox/").status_code == 404
    assert client.get("/demo/outbox/x.eml/").status_code == 404
    assert client.get("/demo/outbox/x.eml/?html").status_code == 404
