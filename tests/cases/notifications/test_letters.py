"""Every notice becomes a mail that says enough: which case, what happened, and by when."""

from datetime import datetime

import pytest

from accounts.choices import CaseType
from accounts.models import User
from accounts.notices import notifications as letters
from accounts.notices.models import OutboxMail
from cases import notice_words, services
from cases.choices import Outcome, Stage
from cases.models import Case
from tests import factories
from tests.cases.notifications.conftest import ELEVEN, TEN
from tests.cases.steps import (
    ask,
    at,
    forget,
    note,
    offer,
    onward,
    propose,
    reopen,
    reply,
    retyped,
    set_level,
    take_up,
)


def everything_happens(case: Case, *, mikko: User, outi: User, jouni: User, late: datetime) -> None:
    """One of each kind of notice."""
    take_up(case, by=mikko, at=TEN)
    take_up(case, by=outi, at=TEN)
    take_up(case, by=mikko, at=TEN)
    reply(case, by=outi, at=TEN)
    reply(case, by=case.contact, at=TEN)
    note(case, by=outi, at=TEN)
    set_level(case, 4, reason="Kiertotie löytyi.", by=mikko, at=TEN)
    services.move_on(case, to=Stage.ASSESSMENT, seen=Stage.LEVEL_SET, by=mikko, at=TEN)
    services.announce_passed_steps(limit=9, at=late)
    ask(case, by=mikko, at=late)
    propose(case, by=mikko, at=late)
    services.object_to_closing(case, by=jouni, at=late)
    services.follow(case, person=jouni, by=case.contact, at=late)
    case = retyped(case, CaseType.WORK_ORDER, by=mikko, at=late)
    case = onward(case, by=mikko, at=late)
    services.take_back(offer(case, by=mikko, at=late), reason="Muuttui.", by=mikko, at=late)
    services.decline(offer(case, by=mikko, at=late), reason="Kallis.", by=jouni, at=late)
    services.approve(offer(case, by=mikko, at=late), by=jouni, at=late)
    case = onward(Case.objects.get(pk=case.pk), by=mikko, at=late)
    services.close(case, outcome=Outcome.SOLVED, by=jouni, at=late)
    services.rate(case, score=5, comment="", by=jouni, at=late)
    reopen(case, by=mikko, at=late)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_notice_becomes_a_mail_with_the_number_and_a_way_to_the_case(
    customer, paivi, jouni, mikko, outi, monday, settings, language: str
) -> None:
    settings.SITE_URL = "https://portal.example"
    User.objects.update(language=language)
    case = factories.registered_case(customer, by=paivi, at=monday, level=1)

    everything_happens(case, mikko=mikko, outi=outi, jouni=jouni, late=at(2026, 9, 1, 12))
    double = factories.registered_case(
        customer, by=jouni, at=monday, case_type=CaseType.SUPPORT_REQUEST
    )
    # What nobody answers comes near its goal, then misses it.
    services.announce_passed_steps(limit=9, at=at(2026, 2, 3, 8, 1))
    services.announce_passed_steps(limit=9, at=at(2026, 2, 4, 9))
    services.merge(double, into=case, tells=True, by=mikko, at=at(2026, 9, 1, 12))

    kinds = set(OutboxMail.objects.values_list("kind", flat=True))
    assert kinds == {kind.name for kind in notice_words.KINDS if kind.name.startswith("case.")}
    for mail in OutboxMail.objects.select_related("recipient"):
        letter, about = letters.compose(mail), Case.objects.get(pk=mail.context["case"])
        assert letter.subject.startswith(f"[{about.reference}] ")
        assert f"{settings.SITE_URL}{about.get_absolute_url()}" in letter.body
        assert about.subject in letter.body


def test_the_customer_reads_why_the_level_changed(taken, mikko, paivi) -> None:
    set_level(taken, 4, reason="Kiertotie löytyi.", by=mikko, at=ELEVEN)

    letter = letters.compose(OutboxMail.objects.get(recipient=paivi))

    assert "Kiertotie löytyi." in letter.body


def test_a_mail_of_a_reply_begins_with_what_was_written(taken, mikko, paivi) -> None:
    reply(taken, by=mikko, at=ELEVEN, body="Löysin\n\nvian. " + "a" * 400)

    letter = letters.compose(OutboxMail.objects.get(recipient=paivi))

    assert "Löysin vian. aaa" in letter.body
    assert "a" * 288 not in letter.body


def test_the_receipt_says_when_handling_starts_at_the_latest(case, paivi) -> None:
    letter = letters.compose(OutboxMail.objects.get(recipient=paivi))

    assert "huomenna klo\N{NO-BREAK SPACE}15" in letter.body
    assert "(12\N{NO-BREAK SPACE}h aukioloa)" in letter.body


def test_the_mail_of_a_changed_level_tells_the_new_deadlines(case, mikko, paivi, everybody) -> None:
    """B5.3, B5.6: the absolute time first, then what is left of it in opening time."""
    User.objects.update(language="en")
    forget()
    set_level(case, 2, reason="Ei kiertotietä.", by=mikko, at=TEN)

    body = letters.compose(OutboxMail.objects.get(recipient=paivi)).body.replace(
        "\N{NO-BREAK SPACE}", " "
    )

    # The portal's clock stands at Monday 9.
    assert "We start at the latest today 15:00 (5 h of opening time)." in body
    assert "Our target for the solution is Fri 6 Feb 14:00 (32 h of opening time)." in body


def test_a_deadline_that_is_kept_or_past_is_told_in_no_mail(taken, mikko, paivi, clock) -> None:
    User.objects.update(language="en")
    set_level(taken, 2, reason="Ei kiertotietä.", by=mikko, at=ELEVEN)
    clock(at(2026, 2, 9, 9))

    body = letters.compose(OutboxMail.objects.get(recipient=paivi)).body

    assert "We start at the latest" not in body
    assert "Our target" not in body


def test_the_team_reads_by_when_a_grave_case_is_to_be_taken_up(
    customer, paivi, outi, monday
) -> None:
    User.objects.update(language="en")
    factories.registered_case(customer, by=paivi, at=monday, level=1)

    body = letters.compose(OutboxMail.objects.get(recipient=outi)).body

    told = body.replace("\N{NO-BREAK SPACE}", " ")
    assert "Take up by today 10:00 (1 h of opening time)." in told
