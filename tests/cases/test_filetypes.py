"""B3.2: what may be attached, told by its name and its first bytes; and what it is called."""

import io
import zipfile

import pytest

from accounts import filetypes

GIF = b"GIF89a" + bytes(32)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(32)
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(32)
WEBP = b"RIFF\x24\x00\x00\x00WEBPVP8 " + bytes(32)
MP4 = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom"
EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff" + bytes(64)
ELF = b"\x7fELF\x02\x01\x01" + bytes(64)
HTML = b"<!doctype html><script>alert(1)</script>"
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def archive(*names: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as writer:
        for name in names:
            writer.writestr(name, "<x/>")
    return packed.getvalue()


OFFICE = "application/vnd.openxmlformats-officedocument"
DOCX = archive("[Content_Types].xml", "_rels/.rels", "word/document.xml")
XLSX = archive("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml")
PPTX = archive("[Content_Types].xml", "_rels/.rels", "ppt/presentation.xml")


@pytest.mark.parametrize(
    ("name", "head", "served_as"),
    [
        ("kuva.png", PNG, "image/png"),
        ("KUVA.PNG", PNG, "image/png"),
        ("kuva.jpg", JPEG, "image/jpeg"),
        ("kuva.jpeg", JPEG, "image/jpeg"),
        ("kuva.gif", GIF, "image/gif"),
        ("kuva.webp", WEBP, "image/webp"),
        ("lasku.pdf", PDF, "application/pdf"),
        ("ohje.docx", DOCX, f"{OFFICE}.wordprocessingml.document"),
        ("palkat.xlsx", XLSX, f"{OFFICE}.spreadsheetml.sheet"),
        ("esitys.pptx", PPTX, f"{OFFICE}.presentationml.presentation"),
        ("lokit.zip", archive("loki.txt"), "application/zip"),
        ("ruutu.mp4", MP4, "video/mp4"),
        ("virhe.txt", b"Virhe 4711: palkka\xc3\xa4 ei l\xc3\xb6ydy", "text/plain"),
        ("virhe.log", b"2026-02-02 ERROR", "text/plain"),
        ("palkat.csv", b"nimi;palkka\n", "text/csv"),
        ("lasku.xml", b"<?xml version='1.0'?><a/>", "application/xml"),
        ("vastaus.json", b"{}", "application/json"),
        ("ohje.pdf.png", PNG, "image/png"),
    ],
)
def test_what_is_what_it_says_is_taken(name: str, head: bytes, served_as: str) -> None:
    assert filetypes.content_type_of(name, head) == served_as


@pytest.mark.parametrize(
    ("name", "head"),
    [
        pytest.param("ohjelma.exe", EXE, id="a program"),
        pytest.param("sivu.html", HTML, id="a page"),
        pytest.param("kuva.svg", b"<svg onload='alert(1)'/>", id="a picture that runs"),
        pytest.param("skripti.js", b"alert(1)", id="a script"),
        pytest.param("vanha.doc", OLD_WORD, id="an old document that may hold macros"),
        pytest.param("makro.docm", DOCX, id="a document with macros"),
        pytest.param("paketti.7z", b"7z\xbc\xaf\x27\x1c" + bytes(32), id="another archive"),
        pytest.param("README", b"text", id="no ending"),
        pytest.param(".png", PNG, id="an ending alone"),
        pytest.param("kuva.png.exe", EXE, id="two endings"),
    ],
)
def test_other_kinds_are_not_taken(name: str, head: bytes) -> None:
    assert filetypes.content_type_of(name, head) is None


@pytest.mark.parametrize(
    ("name", "head"),
    [
        pytest.param("kuva.png", EXE, id="a program as a picture"),
        pytest.param("kuva.png", HTML, id="a page as a picture"),
        pytest.param("kuva.png", JPEG, id="another kind of picture"),
        pytest.param("kuva.jpg", PNG, id="a picture with the wrong ending"),
        pytest.param("lasku.pdf", HTML, id="a page as a PDF"),
        pytest.param("lasku.pdf", b"\n\n" + PDF, id="a PDF that does not begin like one"),
        pytest.param("ohje.docx", EXE, id="a program as a document"),
        pytest.param("ohje.docx", OLD_WORD, id="an old document under a new ending"),
        pytest.param("lokit.zip", EXE, id="a program as an archive"),
        pytest.param("virhe.txt", EXE, id="a program as a text"),
        pytest.param("virhe.log", ELF, id="another program as a text"),
        pytest.param("virhe.txt", PNG, id="a picture as a text"),
        pytest.param("virhe.txt", b"abc\x00def", id="a text with a zero byte"),
        pytest.param("lasku.xml", archive("a"), id="an archive as XML"),
        pytest.param("kuva.png", b"", id="nothing at all"),
    ],
)
def test_a_file_that_lies_is_not_taken(name: str, head: bytes) -> None:
    assert filetypes.content_type_of(name, head) is None


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("kuva.png", "kuva.png"),
        ("Äkillinen häiriö (2).png", "Äkillinen häiriö (2).png"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("..\\..\\windows\\loki.txt", "loki.txt"),
        ("C:\\Users\\p\\kuva.png", "kuva.png"),
        ("/etc/hosts.txt", "hosts.txt"),
        ("kuva\x00.png", "kuva.png"),
        ("kuva\r\nSet-Cookie: a=b.png", "kuvaSet-Cookie: a=b.png"),
        ("lasku\N{RIGHT-TO-LEFT OVERRIDE}fdp.png", "laskufdp.png"),
        ("ohje\N{ZERO WIDTH SPACE}.pdf", "ohje.pdf"),
        (" .kuva.png. ", "kuva.png"),
        ("..", "file"),
        ("", "file"),
        ("\N{RIGHT-TO-LEFT OVERRIDE}", "file"),
        ("a" * 300 + ".png", "a" * 196 + ".png"),
        ("a" * 300, "a" * 200),
        ("a." + "b" * 300, "." + "b" * 199),
    ],
)
def test_a_hostile_name_becomes_a_plain_one(given: str, shown: str) -> None:
    assert filetypes.safe_name(given) == shown


def test_the_file_dialog_offers_every_ending_that_is_taken() -> None:
    assert filetypes.ACCEPT == (
        ".png,.jpg,.jpeg,.gif,.webp,.pdf,.docx,.xlsx,.pptx,.zip,.mp4,.txt,.log,.csv,.xml,.json"
    )
