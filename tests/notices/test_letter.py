"""What a mail says and carries."""

import re
from dataclasses import replace
from email import message_from_bytes
from email.policy import default

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import get_language

from accounts.notices import kinds
from accounts.notices.kinds import Signature, UnknownKind, Words
from accounts.notices.models import OutboxMail
from accounts.notices.notifications import NotForThem, compose
from tests.notices.factories import waiting_mail

pytestmark = pytest.mark.django_db

# What Outlook and the web mails show as written: everything else is decoration at best.
MAIL_ELEMENTS = {"html", "head", "meta", "title", "body", "table", "tr", "td", "p", "a", "span"}
MAIL_ELEMENTS |= {"br"}


def _letter(person):
    letter = compose(waiting_mail(person))
    return message_from_bytes(letter.message().as_bytes(), policy=default)


def _part(letter, subtype):
    return letter.get_body(preferencelist=(subtype,)).get_content()


@pytest.fixture
def reader(make_person):
    """Reads English, the language of the code, so that these tests need no catalogue."""
    return make_person(language="en")


@pytest.fixture
def signed():
    kinds.set_signature(
        lambda language: Signature(f"8–16 ({language})", "010 000 0000", "tuki@portal.example")
    )


def test_the_plain_text_is_complete_without_the_html(matter, reader, signed):
    text = _part(_letter(reader), "plain")

    assert text.rstrip("\n").split("\n") == [
        "Hi Päivi,",
        "",
        "Mikko kysyy teiltä yhtä asiaa.",
        "",
        "Aikamme seisoo, kunnes vastaatte.",
        "",
        "Vastaa portaalissa:",
        "http://testserver/cases/17/",
        "",
        "-- ",
        "SoftOne customer service, SO-104217",
        "8–16 (en)",
        "010 000 0000",
        "tuki@portal.example",
    ]


def test_the_html_has_one_button_and_nothing_that_loads(matter, reader, signed):
    html = _part(_letter(reader), "html")

    assert re.findall(r'href="([^"]*)"', html) == [
        "http://testserver/cases/17/",
        "mailto:tuki@portal.example",
    ]
    assert set(re.findall(r"<([a-z0-9]+)", html)) <= MAIL_ELEMENTS
    assert "src=" not in html and "url(" not in html
    for shown in ("SO-104217", "Hi Päivi,", "Aikamme seisoo", "8–16 (en)", "010 000 0000"):
        assert shown in html


def test_what_people_typed_cannot_become_markup(matter, reader):
    matter.words = replace(matter.words, subject="<img src=x>", sentences=["<b>&"])

    html = _part(_letter(reader), "html")

    assert "<img" not in html and "<b>" not in html
    assert "&lt;img src=x&gt;" in html


def test_an_automatic_mail_says_so_and_hangs_on_its_thread(matter, reader):
    mail = waiting_mail(reader)
    letter = compose(mail).message()

    assert letter["Date"]
    assert {
        name: value for name, value in letter.items() if name not in ("Date", "MIME-Version")
    } == {
        "Content-Type": letter["Content-Type"],
        "Subject": "=?utf-8?q?=5BSO-104217=5D_Mikko_kysyy_teilt=C3=A4_yht=C3=A4_asiaa=2E?=",
        "From": "SoftOne <support@portal.example>",
        "To": "paivi@kivimaki.example",
        "Message-ID": f"<{mail.pk}@testserver>",
        "Content-Language": "en",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "In-Reply-To": "<case-17@testserver>",
        "References": "<case-17@testserver>",
    }


def test_a_mail_a_person_wrote_is_not_called_automatic(matter, reader):
    matter.words = replace(matter.words, automatic=False, thread="")

    letter = _letter(reader)

    assert letter["Auto-Submitted"] is None
    assert letter["X-Auto-Response-Suppress"] is None
    assert letter["References"] is None


@pytest.mark.parametrize(
    "sneaky", ["a\r\nBcc: x@evil.example", "a\nb", "a\0b", "a\u2028b", "a\x1bb"]
)
def test_a_subject_stays_on_its_line(matter, reader, sneaky):
    matter.words = replace(matter.words, subject=sneaky, reference="SO-1\r\nCc: y@evil.example")

    letter = _letter(reader)

    assert letter["Bcc"] is None and letter["Cc"] is None
    assert letter["Subject"].startswith("[SO-1 Cc: y@evil.example] a ")
    assert letter["To"] == "paivi@kivimaki.example"


def test_a_thread_cannot_carry_another_header(matter, reader):
    matter.words = replace(matter.words, thread="case-1>\r\nBcc: x@evil.example")

    with pytest.raises(ValueError, match="thread"):
        _letter(reader)


@pytest.mark.parametrize(
    "address", ["x@evil.example, y@evil.example", "a@b.example\r\nBcc: c@d.example", "nobody", ""]
)
def test_a_mail_goes_to_one_real_address(matter, reader, address):
    mail = waiting_mail(reader)
    mail.to_address = address

    with pytest.raises(ValidationError):
        compose(mail)


@pytest.mark.parametrize("path", ["https://evil.example/", "//evil.example/", "cases/17/"])
def test_a_notice_leads_into_the_portal_only(path):
    with pytest.raises(ValueError, match="path of the portal"):
        Words(subject="x", path=path)


def test_words_are_made_in_the_readers_language_of_the_moment_of_sending(
    matter, make_person, monkeypatch
):
    reader = make_person(language="fi")
    mail = waiting_mail(reader)
    reader.language = "sv"
    reader.save()
    spoken = []
    matter_kind = kinds.find("test.asked")
    kinds.register(
        replace(
            matter_kind,
            words=lambda user, context, loaded: spoken.append(get_language()) or matter.words,
        )
    )

    letter = compose(OutboxMail.objects.get(pk=mail.pk))

    assert spoken == ["sv"]
    assert letter.extra_headers["Content-Language"] == "sv"
    assert '<html lang="sv">' in letter.alternatives[0][0]


def test_who_lost_the_right_gets_no_letter(matter, reader):
    mail = waiting_mail(reader)
    matter.closed_to.add(reader.pk)

    with pytest.raises(NotForThem):
        compose(mail)


def test_a_kind_nobody_registered_has_no_words(matter, reader):
    mail = waiting_mail(reader)
    mail.kind = "test.forgotten"

    with pytest.raises(UnknownKind):
        compose(mail)
