"""A word of an internal note reaches the customer nowhere: no page, no notice, no mail."""

import uuid
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.choices import CaseType
from accounts.models import SuperUser, User
from accounts.notices import notifications as letters
from accounts.notices.models import OutboxMail
from accounts.notices.selectors import notice_page
from cases import services
from cases.choices import Outcome, Stage
from cases.models import Attachment, Case
from tests import factories
from tests.cases.steps import (
    ask,
    at,
    attached,
    note,
    page_of,
    propose,
    reopen,
    reply,
    set_level,
    take_up,
)

CANARY = "kanarialintu4711"
TEN = at(2026, 2, 2, 10)


@pytest.fixture
def whispered(case, paivi, mikko, outi) -> Case:
    """A case with a long life, and the word in a note's text, in its file and in its name."""
    take_up(case, by=mikko, at=TEN)
    file = SimpleUploadedFile(f"{CANARY}.txt", CANARY.encode(), content_type="text/plain")
    note(case, by=outi, at=TEN, body=f"Sisäinen {CANARY}.", files=[file])
    reply(case, by=mikko, at=TEN)
    set_level(case, 4, reason="Kiertotie.", by=mikko, at=TEN)
    services.move_on(case, to=Stage.ASSESSMENT, seen=Stage.LEVEL_SET, by=mikko, at=TEN)
    services.announce_passed_steps(limit=9, at=at(2026, 12, 1, 9))
    return case


def spoken(answer) -> bytes:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return body + repr(answer.headers).encode() + repr(answer.cookies).encode()


def everything(client, case: Case) -> list[bytes]:
    """Each answer the portal gives a customer about the case, refusals too."""
    internal = Attachment.objects.get(message__case=case, message__kind="note")
    looked = [
        client.get(address, headers=headers)
        for headers in ({}, {"hx-request": "true"})
        for address in (
            reverse("home"),
            reverse("cases:new"),
            reverse("cases:list"),
            f"{reverse('cases:list')}?q={CANARY[:-1]}&state=all&type=programming_error",
            f"{reverse('cases:csv')}?state=all",
            reverse("notices:list"),
            reverse("cases:queue"),
            page_of("case", case),
            page_of("attachment", case, internal.pk),
        )
    ]
    typed = {"body": "Hei", "key": uuid.uuid4(), "newest_seen": 0}
    sent = [
        client.post(page_of("messages", case), typed),
        client.post(page_of("messages", case), typed | {"body": ""}),
        client.post(page_of("notes", case), typed),
        client.post(page_of("level", case), {"level": 1}),
    ]
    return [spoken(answer) for answer in looked + sent]


def letter_to(mail: OutboxMail) -> str:
    letter = letters.compose(mail)
    parts = [letter.subject, letter.body, *(part.content for part in letter.alternatives)]
    return "\n".join([*parts, repr(letter.extra_headers), repr(mail.context)])


def test_the_desk_does_see_the_word(as_user, whispered, mikko) -> None:
    """Without this the rest would prove nothing."""
    client = as_user(mikko)
    internal = attached(whispered.messages.get(kind="note"))

    seen = [
        spoken(client.get(page_of("case", whispered))).count(CANARY.encode()),
        spoken(client.get(page_of("attachment", whispered, internal.pk))).count(CANARY.encode()),
    ]

    assert min(seen) >= 2


@pytest.mark.parametrize("name", ["paivi", "jouni", "stranger"])
def test_no_page_tells_a_customer(request, as_user, whispered, name: str) -> None:
    answers = everything(as_user(request.getfixturevalue(name)), whispered)

    assert [answer for answer in answers if CANARY.encode() in answer] == []


def test_no_page_of_a_handled_case_tells_a_customer(as_user, whispered, paivi, mikko) -> None:
    end = {"outcome": Outcome.SOLVED, "reason": "Sovittiin.", "at": at(2026, 12, 1, 10)}
    services.close(whispered, by=mikko, **end)

    answers = everything(as_user(paivi), whispered)

    assert [answer for answer in answers if CANARY.encode() in answer] == []


def test_the_word_finds_no_case(as_user, whispered, paivi) -> None:
    """Not as a row, not as a number in a count, not in the table."""
    client, about = as_user(paivi), f"?q={CANARY}&state=all"
    found = client.get(f"{reverse('cases:list')}{about}")
    table = spoken(client.get(f"{reverse('cases:csv')}{about}"))

    assert found.context["groups"] == []
    assert {kind.count for kind in found.context["kinds"]} == {"0"}
    assert {count for _choice, count in found.context["states"]} == {"0", ""}
    assert whispered.reference.encode() not in table


def test_no_notice_and_no_mail_tells_a_customer(whispered, paivi, jouni) -> None:
    mails = OutboxMail.objects.filter(recipient__in=[paivi, jouni]).select_related("recipient")
    words = [row.words for row in notice_page(paivi).shown + notice_page(jouni).shown]

    found = [letter_to(mail) for mail in mails] + [repr(each) for each in words]

    assert len(found) == 10
    assert [each for each in found if CANARY in each] == []


def test_only_the_owners_mail_carries_the_word(whispered, mikko) -> None:
    mails = OutboxMail.objects.select_related("recipient")

    found = [(mail.kind, mail.recipient) for mail in mails if CANARY in letter_to(mail)]

    assert found == [("case.noted", mikko)]


def test_who_went_over_to_the_customer_is_mailed_no_note(whispered, customer, mikko) -> None:
    User.objects.filter(pk=mikko.pk).update(role="", team=None)
    SuperUser.objects.create(customer=customer, user=mikko, since=date(2026, 2, 2))

    mail = OutboxMail.objects.select_related("recipient").get(kind="case.noted")

    with pytest.raises(letters.NotForThem):
        letters.compose(mail)
    assert CANARY not in repr([row.words for row in notice_page(mail.recipient).shown])


@pytest.fixture
def lived(whispered, paivi, jouni, mikko, outi) -> Case:
    """The same case after everything else that may happen to one, with the word in its links."""
    other = factories.registered_case(at=TEN, subject=f"Muiden {CANARY}")
    services.link(whispered, other=other, kind="same_fault_as", by=mikko, at=TEN)
    services.follow(whispered, person=jouni, by=paivi, at=TEN)
    note(whispered, by=mikko, at=TEN, body=f"Toinen {CANARY}.")
    ask(whispered, by=mikko, at=TEN)
    propose(whispered, by=mikko, at=TEN)
    services.close(whispered, outcome=Outcome.SOLVED, by=paivi, at=TEN)
    note(whispered, by=outi, at=TEN, body=f"Jälkikäteen {CANARY}.")
    reopen(whispered, by=jouni, at=TEN)
    return Case.objects.get(pk=whispered.pk)


@pytest.mark.parametrize("name", ["paivi", "jouni"])
def test_nothing_that_happens_later_tells_a_customer(request, as_user, lived, name: str) -> None:
    person = request.getfixturevalue(name)

    found = everything(as_user(person), lived)
    found += [repr(row.words).encode() for row in notice_page(person).shown]
    mails = OutboxMail.objects.filter(recipient=person).select_related("recipient")
    found += [letter_to(mail).encode() for mail in mails]

    assert [each for each in found if CANARY.encode() in each] == []


def test_a_note_stays_behind_when_a_message_becomes_a_case(lived, paivi, mikko) -> None:
    message = reply(lived, by=paivi, at=TEN)

    new = services.split(
        lived,
        message=message,
        subject="Toinen asia",
        case_type=CaseType.WISH,
        module=lived.module,
        level=None,
        key=uuid.uuid4(),
        by=mikko,
        at=TEN,
    )

    assert [each.kind for each in new.messages.all()] == ["customer"]


def test_a_note_stays_behind_when_a_case_is_merged(as_user, lived, customer, paivi, mikko) -> None:
    into = factories.registered_case(customer, by=paivi, at=TEN)
    services.merge(lived, into=into, tells=True, by=mikko, at=TEN)

    answers = everything(as_user(paivi), lived)
    answers.append(spoken(as_user(paivi).get(page_of("case", into))))

    assert [answer for answer in answers if CANARY.encode() in answer] == []


@pytest.mark.parametrize("name", ["jouni", "stranger", "mikko"])
def test_a_draft_is_read_by_nobody_but_its_author(
    request, as_user, case, customer, paivi, name: str
) -> None:
    """Not by a colleague of the same company, not by the desk, not even as a subject."""
    # Looked for by the word beside it: a search shows what was asked.
    typed = {"subject": f"Aihe {CANARY}", "description": CANARY, "case_type": "wish"}
    key = uuid.uuid4()
    draft = services.keep_draft(key, customer=customer, fields=typed, by=paivi, at=TEN)
    file = services.add_draft_file(
        draft,
        SimpleUploadedFile(f"{CANARY}.txt", CANARY.encode(), content_type="text/plain"),
    )
    pages = [
        *(reverse("home"), reverse("cases:list"), reverse("cases:new"), reverse("cases:queue")),
        *(f"{reverse('cases:list')}?q=Aihe", f"{reverse('cases:csv')}?q=Aihe"),
        *(f"{reverse('cases:matches')}?subject=Aihe", f"{reverse('cases:new')}?draft={key}"),
        *(page_of("case", case), reverse("cases:draft_file", args=[key, file.pk])),
        reverse("notices:list"),
    ]

    client = as_user(request.getfixturevalue(name))
    told = [page for page in pages if CANARY.encode() in spoken(client.get(page))]

    assert told == []
    assert CANARY in spoken(as_user(paivi).get(reverse("home"))).decode()
