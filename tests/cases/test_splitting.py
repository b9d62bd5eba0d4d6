"""B4: a second matter in a customer's message becomes a case, received when it was written."""

import uuid

import pytest

from accounts.choices import CaseType
from cases import services
from cases.choices import LinkKind, Stage
from cases.models import Attachment, Case, CaseLink
from cases.services import LevelMissing, ModuleNotLicensed
from cases.transitions import IllegalMove
from sla.choices import ClockKind, ClockState
from tests import factories
from tests.cases.steps import (
    PNG,
    at,
    breaches,
    event_kinds,
    forget,
    handled,
    level,
    note,
    picture,
    reply,
    take_up,
    told,
)

TEN, NOON = at(2026, 2, 2, 10), at(2026, 2, 2, 12)
WISH, ERROR = CaseType.WISH, CaseType.PROGRAMMING_ERROR


@pytest.fixture
def taken(case, mikko, paivi, jouni) -> Case:
    """Mikko's case, which Jouni follows."""
    take_up(case, by=mikko, at=TEN)
    services.follow(case, person=jouni, by=paivi, at=TEN)
    return Case.objects.get(pk=case.pk)


def split(case: Case, message, *, by, when=NOON, number=None, **given) -> Case:
    plain = {"subject": "Toinen asia", "case_type": WISH, "module": case.module}
    return services.split(
        case,
        message=message,
        level=level(number) if number else None,
        by=by,
        at=when,
        **{"key": uuid.uuid4(), **plain, **given},
    )


def test_the_new_case_begins_with_the_message_and_its_files(taken, paivi, jouni, mikko) -> None:
    message = reply(taken, by=jouni, at=TEN, body="Toive myös.", files=[picture("malli.png")])
    version = Case.objects.get(pk=taken.pk).version
    forget()

    new = split(taken, message, by=mikko)

    assert (new.customer, new.contact, new.registered_by, new.team) == (
        taken.customer,
        paivi,
        mikko,
        taken.team,
    )
    assert (new.case_type, new.stage, new.subject) == (WISH, Stage.RECEIVED, "Toinen asia")
    assert (new.received_at, new.owner, new.taken_up_at) == (TEN, None, None)
    first = new.messages.get()
    assert (first.author, first.body, first.sent_at, first.kind) == (
        jouni,
        "Toive myös.",
        TEN,
        "customer",
    )
    assert [(file.name, file.file.read()) for file in first.attachments.all()] == [
        ("malli.png", PNG)
    ]
    assert [follower.user for follower in new.followers.all()] == [jouni]
    assert (event_kinds(new), event_kinds(taken)[-1]) == (["registered"], "split")
    assert taken.events.last().other == new
    assert Case.objects.get(pk=taken.pk).version == version + 1
    link = CaseLink.objects.get()
    assert (link.case, link.other, link.kind) == (new, taken, LinkKind.SPLIT_FROM)
    assert (told(paivi), told(jouni), told(mikko)) == (["case.receipt"], ["case.receipt"], [])


def test_the_message_and_its_files_stay_where_they_were(taken, paivi, mikko) -> None:
    message = reply(taken, by=paivi, at=TEN, files=[picture()])

    split(taken, message, by=mikko)

    assert taken.messages.filter(pk=message.pk).exists()
    names = Attachment.objects.values_list("file", flat=True)
    assert (len(names), len(set(names))) == (2, 1)


def test_our_goal_counts_from_when_it_was_written(taken, paivi, mikko) -> None:
    message = reply(taken, by=paivi, at=TEN)

    new = split(taken, message, by=mikko, when=at(2026, 2, 4, 9))

    # 24 open hours of a wish from Monday at 10.
    assert Case.objects.get(pk=new.pk).next_due_at == at(2026, 2, 5, 14)


def test_an_error_counts_level_5_from_when_it_was_written_and_its_level_from_now(
    taken, paivi, mikko
) -> None:
    message = reply(taken, by=paivi, at=TEN)

    new = split(taken, message, by=mikko, when=at(2026, 2, 3, 10), case_type=ERROR, number=2)

    clocks = [new.handling_clock, new.resolution_clock]
    assert [(clock.state, clock.started_at, clock.due_at) for clock in clocks] == [
        (ClockState.RUNNING, TEN, at(2026, 2, 3, 15)),
        (ClockState.RUNNING, TEN, at(2026, 2, 6, 14)),
    ]
    assert (new.level_id, new.stage, new.next_due_at) == (2, Stage.NEW, at(2026, 2, 3, 15))


def test_what_lay_in_a_message_too_long_is_missed(taken, paivi, mikko) -> None:
    message = reply(taken, by=paivi, at=TEN)

    new = split(taken, message, by=mikko, when=at(2026, 2, 12, 9), case_type=ERROR, number=3)

    assert breaches(new) == [(ClockKind.HANDLING, at(2026, 2, 11, 11))]


def test_the_same_split_sent_twice_is_one_case(taken, paivi, mikko) -> None:
    message, key = reply(taken, by=paivi, at=TEN), uuid.uuid4()

    found = [split(taken, message, by=mikko, key=key) for _click in range(2)]

    assert found[0] == found[1]
    assert (Case.objects.count(), event_kinds(taken).count("split")) == (2, 1)


@pytest.mark.parametrize("service", [reply, note])
def test_only_the_customers_own_words_become_a_case(taken, mikko, service) -> None:
    message = service(taken, by=mikko, at=TEN)

    with pytest.raises(IllegalMove):
        split(taken, message, by=mikko)

    assert Case.objects.count() == 1


def test_a_message_of_another_case_is_refused(taken, customer, paivi, mikko) -> None:
    other = factories.registered_case(customer, by=paivi, at=TEN)

    with pytest.raises(IllegalMove):
        split(taken, other.messages.get(), by=mikko)

    assert Case.objects.count() == 2


def test_nothing_is_split_from_a_handled_case(case, mikko) -> None:
    case = handled(case, by=mikko, at=TEN)

    with pytest.raises(IllegalMove):
        split(case, case.messages.first(), by=mikko)


def test_an_error_needs_its_level(taken, mikko) -> None:
    with pytest.raises(LevelMissing):
        split(taken, taken.messages.first(), by=mikko, case_type=ERROR)

    assert Case.objects.count() == 1


def test_a_module_the_customer_does_not_have_is_refused(taken, mikko) -> None:
    with pytest.raises(ModuleNotLicensed):
        split(taken, taken.messages.first(), by=mikko, module=factories.ModuleFactory())

    assert Case.objects.count() == 1
