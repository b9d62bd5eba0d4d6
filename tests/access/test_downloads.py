"""A file leaves as a download, to those who see its case at that moment (A25, A30)."""

import uuid
from email.message import Message as Headers
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from cases.models import Attachment
from tests.access.answers import outcome, read
from tests.access.world import World, build, picture

pytestmark = pytest.mark.django_db

HOSTILE = [
    "../../etc/passwd.png",
    "..\\..\\boot.png",
    "/etc/cron.d/x.png",
    "C:\\Windows\\x.png",
    "a\tSet-Cookie: evil=1.png",
    "a%0d%0aSet-Cookie: evil=1.png",
    'a"; filename="evil.html.png',
    "näkymä kuva ’1’.png",
    "\u202egnp.exe.png",
    "\u200b.htaccess.png",
    "CON.png",
    "x" * 300 + ".png",
    "…/…/x.png",
    "%2e%2e%2fx.png",
    "a;b=c.png",
    "=cmd|' /C calc'!A0.png",
    "kuva.png ",
    "😀‍💻.png",
]


@pytest.fixture
def world(monday) -> World:
    return build(monday)


def test_it_is_a_download_and_never_a_page(world: World) -> None:
    answer = world.browser("own").get(world.address("cases:attachment", "ours"))

    assert answer["Content-Disposition"] == 'attachment; filename="kuva.png"'
    assert answer["Content-Type"] == "image/png"
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert read(answer) == picture("kuva.png").read()


def test_a_part_of_it_is_closed_as_well(world: World) -> None:
    address = world.address("cases:attachment", "ours")
    headers = {"Range": "bytes=0-3", "If-None-Match": "*"}

    found = {
        actor: outcome(world.browser(actor).get(address, headers=headers))
        for actor in ("anonymous", "stranger", "ended", "consultant")
    }
    assert found == {"anonymous": "login", "stranger": "404", "ended": "404", "consultant": "404"}


def test_the_folder_of_files_has_no_address(world: World) -> None:
    name = Attachment.objects.earliest("pk").file.name
    browser = world.browser("administrator")

    for address in (f"/media/{name}", f"/{name}", f"/static/{name}", f"/static/../media/{name}"):
        assert browser.get(address).status_code == 404


def test_a_hostile_name_is_only_a_name(world: World) -> None:
    browser, address = world.browser("own"), world.address("cases:messages", "ours")
    for name in HOSTILE:
        file = SimpleUploadedFile("x.png", picture("x").read(), content_type="text/html")
        file._name = name
        form = {**world.post("cases:messages"), "files": [file], "key": uuid.uuid4()}
        assert (name, browser.post(address, form).status_code) == (name, 302)

    kept = Path(settings.MEDIA_ROOT).resolve()
    taken = Attachment.objects.order_by("-pk")[: len(HOSTILE)]
    assert len(taken) == len(HOSTILE)
    for attachment in taken:
        where = Path(attachment.file.path).resolve()
        assert where.is_relative_to(kept / "attachments")
        assert where.name.isalnum()
        number = world.things["cases:case", "ours"]["number"]
        answer = browser.get(f"/cases/SO-{number}/attachments/{attachment.pk}/")
        headers = Headers()
        headers["Content-Disposition"] = answer["Content-Disposition"]
        assert headers.get_content_disposition() == "attachment"
        assert not set("/\\\r\n\u202e\u200b") & set(attachment.name)
        assert (answer["Content-Type"], len(attachment.name) <= 200) == ("image/png", True)
        assert "evil" not in answer.cookies
        read(answer)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("kuva.png", b"<html><script>alert(1)</script>"),
        ("kuva.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("sivu.html", b"<html>"),
        ("ohjelma.exe", b"MZ\x90\x00"),
        ("lasku.pdf", b"MZ\x90\x00"),
        ("kuva.png.exe", b"\x89PNG\r\n\x1a\n"),
        ("muisti.txt", b"MZ\x90\x00\x03"),
        ("tyhja.png", b""),
    ],
)
def test_what_is_not_what_it_says_is_not_taken(world: World, name: str, content: bytes) -> None:
    before = Attachment.objects.count()
    file = SimpleUploadedFile(name, content, content_type="image/png")
    form = {**world.post("cases:messages"), "files": [file]}
    answer = world.browser("own").post(world.address("cases:messages", "ours"), form)

    assert (answer.status_code, Attachment.objects.count()) == (422, before)
