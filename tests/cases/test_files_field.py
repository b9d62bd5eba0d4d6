"""B3.2: several files at once, each checked; the first that does not hold is named."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from accounts import filetypes
from cases.forms import FilesField, FilesInput, MessageForm
from tests.cases.steps import (
    PNG,
    picture,
)


def upload(name: str, content: bytes, content_type: str = "image/png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type=content_type)


def named(name: str, content: bytes = PNG) -> SimpleUploadedFile:
    """A file whose name no layer of Django has tidied."""
    file = upload("x.png", content)
    file._name = name
    return file


def clean(*files: SimpleUploadedFile) -> list[tuple[str, str]]:
    field = FilesField(required=False)
    return [(file.name, file.content_type) for file in field.clean(list(files))]


def refused(*files: SimpleUploadedFile) -> dict[str, object]:
    with pytest.raises(ValidationError) as caught:
        clean(*files)
    return caught.value.params


def test_no_file_is_no_fault() -> None:
    assert FilesField(required=False).clean([]) == FilesField(required=False).clean(None) == []


def test_several_files_keep_their_order() -> None:
    assert clean(picture("b.png"), picture("a.png")) == [
        ("b.png", "image/png"),
        ("a.png", "image/png"),
    ]


def test_all_files_of_the_request_are_read() -> None:
    files = MultiValueDict({"files": [picture("a.png"), picture("b.png")]})

    found = FilesInput().value_from_datadict({}, files, "files")

    assert [file.name for file in found] == ["a.png", "b.png"]


def test_what_the_browser_says_of_a_type_does_not_count() -> None:
    assert clean(upload("kuva.png", PNG, "text/html")) == [("kuva.png", "image/png")]


def test_a_checked_file_is_whole_again() -> None:
    content = PNG + bytes(20000)

    [file] = FilesField().clean([upload("kuva.png", content)])

    assert file.read() == content


def test_a_file_that_lies_is_refused_by_name() -> None:
    assert refused(picture("hyva.png"), upload("paha.png", b"<script>")) == {"name": "paha.png"}


def test_an_empty_file_is_refused() -> None:
    assert refused(upload("tyhja.png", b"")) == {"name": "tyhja.png"}


def test_a_hostile_name_is_tidied_before_anything_else() -> None:
    assert clean(named("../../kuva\N{RIGHT-TO-LEFT OVERRIDE}.png")) == [("kuva.png", "image/png")]
    assert refused(named("../kuva.png\x00.exe")) == {"name": "kuva.png.exe"}


def test_the_limit_of_size_is_exact(monkeypatch) -> None:
    monkeypatch.setattr(filetypes, "MAX_BYTES", 100)
    just, over = PNG.ljust(100, b"\0"), PNG.ljust(101, b"\0")

    assert clean(upload("a.png", just)) == [("a.png", "image/png")]
    assert refused(upload("a.png", over))["name"] == "a.png"


def test_a_file_may_be_25_megabytes() -> None:
    assert filetypes.MAX_BYTES == 25 * 1024 * 1024


def test_ten_files_are_taken_and_eleven_are_not() -> None:
    ten = [picture(f"{n}.png") for n in range(10)]

    assert len(clean(*ten)) == 10
    assert refused(*ten, picture("11.png")) == {"count": 10}


def test_the_message_form_shows_the_fault_at_its_field() -> None:
    files = MultiValueDict({"files": [upload("a.exe", b"MZ")]})

    form = MessageForm({"body": "Hei", "key": "0" * 32}, files)

    assert not form.is_valid()
    assert list(form.errors) == ["files"]
