"""Who hears of what, never of one's own act, and never what one may not see any more."""

from datetime import date, datetime

import pytest

from accounts.choices import CaseType
from accounts.models import SuperUser, User
from accounts.notices import notifications as letters
from accounts.notices.models import OutboxMail
from accounts.notices.selectors import notice_page
from cases import notice_words, services
from cases.choices import Outcome, Stage
from cases.models import Case
from tests import factories
from tests.cases.steps import (
    ask,
    at,
    brought_to,
    forget,
    handled,
    note,
    offer,
    onward,
    propose,
    reopen,
    reply,
    retyped,
    set_level,
    take_up,
    told,
)

TEN = at(2026, 2, 2, 10)
ELEVEN = at(2026, 2, 2, 11)


@pytest.fixture
def everybody(paivi, jouni, mikko, outi, reetta, manager, product, administrator) -> list[User]:
    return [paivi, jouni, mikko, outi, reetta, manager, product, administrator]


def hearers(everybody: list[User]) -> dict[str, list[str]]:
    """Who was told what, by the first part of their address; who heard nothing is left out."""
    heard = {person.email.partition("@")[0]: told(person) for person in everybody}
    return {name: kinds for name, kinds in heard.items() if kinds}


@pytest.fixture
def taken(case, mikko, everybody) -> Case:
    """Mikko's case; all that was told before is forgotten."""
    case = take_up(case, by=mikko, at=TEN)
    forget()
    return case


@pytest.mark.parametrize("number", [2, 3, 4, 5])
def test_registering_is_told_to_the_one_who_registered(
    customer, paivi, everybody, monday, number
) -> None:
    factories.registered_case(customer, by=paivi, at=monday, level=number)

    assert hearers(everybody) == {"paivi": ["case.receipt"]}


def test_a_matter_of_level_1_wakes_the_whole_team_at_once(
    customer, paivi, everybody, monday
) -> None:
    factories.registered_case(customer, by=paivi, at=monday, level=1)

    assert hearers(everybody) == {
        "paivi": ["case.receipt"],
        "mikko": ["case.registered"],
        "outi": ["case.registered"],
    }


def test_taking_up_is_told_to_the_customer(case, mikko, everybody) -> None:
    forget()

    take_up(case, by=mikko, at=TEN)

    assert hearers(everybody) == {"paivi": ["case.taken_up"]}


def test_taking_over_is_told_to_the_customer_and_to_whoever_had_it(taken, outi, everybody) -> None:
    take_up(taken, by=outi, at=ELEVEN)

    assert hearers(everybody) == {"paivi": ["case.taken_over"], "mikko": ["case.taken_over"]}


def test_the_contact_hears_whoever_typed_the_case(
    customer, paivi, mikko, everybody, monday
) -> None:
    case = factories.registered_case(customer, by=mikko, contact=paivi, at=monday)

    reply(case, by=mikko, at=TEN)

    assert hearers(everybody) == {"paivi": ["case.receipt", "case.replied"]}


def test_a_reply_of_staff_is_told_to_the_customer(taken, outi, everybody) -> None:
    reply(taken, by=outi, at=ELEVEN)

    assert hearers(everybody) == {"paivi": ["case.replied"]}


def test_a_reply_of_the_customer_is_told_to_the_owner_and_the_contact(
    taken, paivi, jouni, everybody
) -> None:
    reply(taken, by=jouni, at=ELEVEN)
    reply(taken, by=paivi, at=ELEVEN)

    assert hearers(everybody) == {
        "mikko": ["case.replied", "case.replied"],
        "paivi": ["case.replied"],
    }


def test_before_anybody_owns_the_case_a_customers_reply_waits_in_the_queue(
    case, paivi, everybody
) -> None:
    forget()

    reply(case, by=paivi, at=ELEVEN)

    assert hearers(everybody) == {}


def test_a_note_is_told_to_the_owner_only(taken, outi, everybody) -> None:
    note(taken, by=outi, at=ELEVEN)

    assert hearers(everybody) == {"mikko": ["case.noted"]}


def test_nobody_hears_of_a_note_of_ones_own(taken, mikko, everybody) -> None:
    note(taken, by=mikko, at=ELEVEN)

    assert hearers(everybody) == {}


def test_a_confirmed_level_is_told_to_nobody(taken, mikko, everybody) -> None:
    set_level(taken, 3, reason="", by=mikko, at=ELEVEN)

    assert hearers(everybody) == {}


def test_a_changed_level_is_told_to_the_customer(taken, mikko, everybody) -> None:
    set_level(taken, 4, reason="Kiertotie.", by=mikko, at=ELEVEN)

    assert hearers(everybody) == {"paivi": ["case.level_changed"]}


def test_each_step_is_told_to_the_customer(case, mikko, everybody) -> None:
    case = brought_to(case, Stage.ASSESSMENT, by=mikko, at=TEN)
    forget()

    services.move_on(case, to=Stage.PLANNING, seen=Stage.ASSESSMENT, by=mikko, at=ELEVEN)

    assert hearers(everybody) == {"paivi": ["case.moved_on"]}


def test_a_question_and_a_solution_are_told_to_the_customer(case, mikko, everybody) -> None:
    case = brought_to(case, Stage.ASSESSMENT, by=mikko, at=TEN)
    forget()

    ask(case, by=mikko, at=ELEVEN)
    propose(case, by=mikko, at=ELEVEN)

    assert hearers(everybody) == {"paivi": ["case.customer_asked", "case.solution_proposed"]}


def test_an_objection_is_told_to_the_owner_and_the_colleagues(
    case, mikko, jouni, everybody
) -> None:
    case = brought_to(case, Stage.ASSESSMENT, by=mikko, at=TEN)
    propose(case, by=mikko, at=TEN)
    forget()

    services.object_to_closing(case, by=jouni, at=ELEVEN)

    assert hearers(everybody) == {"paivi": ["case.objected"], "mikko": ["case.objected"]}


@pytest.mark.parametrize(
    ("who", "heard"),
    [
        ("paivi", {"mikko": ["case.closed"]}),
        ("jouni", {"paivi": ["case.closed"], "mikko": ["case.closed"]}),
        ("mikko", {"paivi": ["case.closed"]}),
        ("outi", {"paivi": ["case.closed"]}),
    ],
)
def test_an_ending_is_told_to_everybody_else(request, taken, everybody, who, heard) -> None:
    person = request.getfixturevalue(who)

    services.close(taken, outcome=Outcome.SOLVED, reason="Selvisi.", by=person, at=ELEVEN)

    assert hearers(everybody) == heard


def test_what_silence_closes_is_told_to_both_sides(case, mikko, everybody) -> None:
    case = brought_to(case, Stage.ASSESSMENT, by=mikko, at=TEN)
    propose(case, by=mikko, at=TEN)
    forget()

    services.close_silent(limit=9, at=at(2026, 2, 9, 16))

    assert hearers(everybody) == {"paivi": ["case.closed"], "mikko": ["case.closed"]}


@pytest.mark.parametrize(
    ("who", "heard"),
    [
        ("jouni", {"paivi": ["case.reopened"], "mikko": ["case.reopened"]}),
        ("outi", {"paivi": ["case.reopened"]}),
    ],
)
def test_reopening_is_told_to_everybody_else(
    request, case, mikko, everybody, who: str, heard
) -> None:
    case = handled(case, by=mikko, at=TEN)
    forget()

    reopen(case, by=request.getfixturevalue(who), at=ELEVEN)

    assert hearers(everybody) == heard


def test_what_nobody_owns_is_told_to_the_team(case, paivi, everybody) -> None:
    services.close(case, outcome=Outcome.WITHDRAWN, by=paivi, at=TEN)
    forget()

    reopen(case, by=paivi, at=ELEVEN)

    assert hearers(everybody) == {"mikko": ["case.reopened"], "outi": ["case.reopened"]}


def test_a_follower_hears_what_the_contact_hears(taken, paivi, mikko, jouni, everybody) -> None:
    services.follow(taken, person=jouni, by=paivi, at=TEN)

    reply(taken, by=mikko, at=ELEVEN)
    reply(taken, by=paivi, at=ELEVEN)

    assert hearers(everybody) == {
        "paivi": ["case.replied"],
        "jouni": ["case.followed", "case.replied", "case.replied"],
        "mikko": ["case.replied"],
    }


def test_a_follower_who_has_left_the_company_hears_nothing(
    taken, paivi, mikko, jouni, everybody
) -> None:
    services.follow(taken, person=jouni, by=paivi, at=TEN)
    SuperUser.objects.filter(user=jouni).update(ended_on=date(2026, 2, 2))
    forget()

    reply(taken, by=mikko, at=ELEVEN)

    assert hearers(everybody) == {"paivi": ["case.replied"]}


def test_a_quotation_and_its_answer_are_told_to_everybody_else(
    customer, paivi, jouni, mikko, consultant, monday, everybody
) -> None:
    case = factories.registered_case(customer, by=paivi, at=monday, case_type=CaseType.WORK_ORDER)
    case = brought_to(case, Stage.QUOTATION, by=mikko, at=TEN)
    forget()

    quotation = offer(case, by=consultant, at=TEN)
    services.approve(quotation, by=jouni, at=ELEVEN)

    assert hearers([*everybody, consultant]) == {
        "paivi": ["case.quoted", "case.quote_approved"],
        "kalle": ["case.quote_approved"],
        "mikko": ["case.quote_approved"],
    }


def test_nobody_hears_of_ones_own_act(case, paivi, everybody) -> None:
    """A person of the desk who once registered the case as its customer is not told twice."""
    User.objects.filter(pk=paivi.pk).update(role="specialist")
    forget()

    take_up(case, by=User.objects.get(pk=paivi.pk), at=TEN)

    assert hearers(everybody) == {}


def shown(person: User) -> int:
    return len(notice_page(User.objects.get(pk=person.pk)).shown)


def posted(person: User) -> list[str]:
    """The subjects of the mail that may still leave."""
    found = []
    for mail in OutboxMail.objects.filter(recipient=person).select_related("recipient"):
        try:
            found.append(letters.compose(mail).subject)
        except letters.NotForThem:
            continue
    return found


def test_who_has_left_the_company_is_neither_shown_nor_mailed_it(case, paivi) -> None:
    assert (shown(paivi), len(posted(paivi))) == (1, 1)

    SuperUser.objects.filter(user=paivi).update(ended_on=date(2026, 2, 2))

    assert (shown(paivi), posted(paivi)) == (0, [])


def test_who_left_the_desk_is_neither_shown_nor_mailed_it(taken, mikko, outi) -> None:
    note(taken, by=outi, at=ELEVEN)
    assert (shown(mikko), len(posted(mikko))) == (1, 1)

    User.objects.filter(pk=mikko.pk).update(role="consultant")

    assert (shown(mikko), posted(mikko)) == (0, [])


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
    assert kinds == {kind.name for kind in notice_words.KINDS}
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
