"""B3.1, B4.4, B5: registering gives a number, two running clocks and a receipt, or nothing."""

import uuid

import pytest

from accounts.choices import CaseType, Industry
from accounts.notices.models import Notice, OutboxMail
from cases import notifications, services
from cases.choices import Channel, EventKind, LinkKind, Stage
from cases.models import Attachment, Case, CaseEvent, CaseFacts, CaseLink, Message
from sla import goals
from sla.choices import ClockKind, ClockState
from sla.models import Clock, Goal, ServiceLevel
from tests import factories
from tests.cases.steps import (
    PNG,
    at,
    picture,
    told,
)

DEADLINES = {
    1: (at(2026, 2, 2, 10), at(2026, 2, 2, 16)),
    2: (at(2026, 2, 2, 14), at(2026, 2, 6, 14)),
    3: (at(2026, 2, 3, 15), at(2026, 3, 2, 16)),
    4: (at(2026, 2, 11, 10), at(2026, 7, 31, 14)),
    5: (at(2026, 2, 11, 10), at(2027, 2, 2, 16)),
}
TABLES = [Case, Clock, CaseFacts, Message, Attachment, CaseEvent, Notice, OutboxMail]


@pytest.mark.parametrize("number", DEADLINES)
def test_both_clocks_start_at_receipt_with_the_deadlines_of_the_level(
    customer, paivi, monday, number: int
) -> None:
    case = factories.registered_case(customer, by=paivi, at=monday, level=number)

    clocks = [case.handling_clock, case.resolution_clock]
    assert [(clock.kind, clock.started_at, clock.state, clock.level_id) for clock in clocks] == [
        (ClockKind.HANDLING, monday, ClockState.RUNNING, number),
        (ClockKind.RESOLUTION, monday, ClockState.RUNNING, number),
    ]
    assert tuple(clock.due_at for clock in clocks) == DEADLINES[number]


def test_the_next_deadline_of_a_new_case_is_the_start_of_handling(case) -> None:
    case.refresh_from_db()

    assert case.next_due_at == at(2026, 2, 3, 15)


def test_the_promise_is_the_one_an_admin_has_written(customer, paivi, monday) -> None:
    ServiceLevel.objects.filter(pk=2).update(handling_minutes=60)

    case = factories.registered_case(customer, by=paivi, at=monday, level=2)

    assert case.handling_clock.due_at == at(2026, 2, 2, 10)


def test_cases_are_numbered_in_sequence(customer, paivi, monday) -> None:
    first = factories.registered_case(customer, by=paivi, at=monday)
    second = factories.registered_case(customer, by=paivi, at=monday)

    assert second.number == first.number + 1 > 104001
    assert second.reference == f"SO-{first.number + 1}"


def test_a_case_begins_as_the_customer_told_it(customer, paivi, monday) -> None:
    facts = services.Facts(
        steps="1. Avaa ajo",
        expected="Ajo menee läpi",
        since="eilen",
        affected="5",
        environment="FF",
    )
    module = factories.licensed(customer)

    case = factories.registered_case(
        customer, by=paivi, at=monday, level=2, module=module, facts=facts, description="Pysähtyy."
    )

    case = Case.objects.get(pk=case.pk)
    assert (case.customer, case.contact, case.registered_by) == (customer, paivi, paivi)
    assert (case.module, case.subject) == (module, "Palkka-ajo keskeytyy")
    assert (case.stage, case.level_id, case.proposed_level_id) == (Stage.NEW, 2, 2)
    assert (case.owner, case.taken_up_at, case.handled_at, case.version) == (None, None, None, 1)
    assert (case.received_at, case.customer_wrote_at, case.staff_wrote_at) == (monday, monday, None)
    unasked = {"work": "", "way_round": "", "people": "", "advised_level": None}
    assert CaseFacts.objects.values().get() == {"case_id": case.pk, **vars(facts), **unasked}
    [message] = case.messages.all()
    assert (message.kind, message.author, message.body, message.sent_at, message.channel) == (
        "customer",
        paivi,
        "Pysähtyy.",
        monday,
        "portal",
    )


def test_registering_is_one_event(case, paivi, monday) -> None:
    [event] = case.events.all()

    assert (event.kind, event.by, event.at) == (EventKind.REGISTERED, paivi, monday)
    assert (event.message, event.level_to_id, event.stage_from, event.stage_to) == (
        case.messages.get(),
        3,
        "",
        Stage.NEW,
    )


def test_files_are_kept_with_the_first_message(customer, paivi, monday) -> None:
    case = factories.registered_case(customer, by=paivi, at=monday, files=[picture("virhe.png")])

    [file] = Attachment.objects.all()
    assert (file.message, file.name, file.content_type, file.size) == (
        case.messages.get(),
        "virhe.png",
        "image/png",
        len(PNG),
    )


@pytest.mark.parametrize("industry", Industry)
def test_the_customers_industry_names_the_team(monday, industry: Industry) -> None:
    teams = {each: factories.team_for(each) for each in Industry}
    customer = factories.CustomerFactory(industry=industry)

    case = factories.registered_case(customer, at=monday)

    assert case.team == teams[industry]


def test_the_one_who_registers_gets_a_receipt(case, paivi, jouni, mikko) -> None:
    assert [told(person) for person in (paivi, jouni, mikko)] == [["case.receipt"], [], []]


def test_staff_may_register_for_a_superuser_whom_we_answer(customer, paivi, mikko, monday) -> None:
    """B3.1: during a phone call the specialist types, the customer speaks."""
    case = factories.registered_case(
        customer, by=mikko, contact=paivi, at=monday, channel=Channel.PHONE
    )

    assert (case.contact, case.registered_by, case.channel) == (paivi, mikko, "phone")
    message = case.messages.get()
    assert (message.author, message.kind, message.channel) == (paivi, "customer", "phone")
    assert (told(paivi), told(mikko)) == (["case.receipt"], [])


def test_a_case_is_about_a_module_the_customer_has(customer, paivi, monday) -> None:
    theirs = factories.licensed(factories.CustomerFactory())

    with pytest.raises(services.ModuleNotLicensed):
        factories.registered_case(customer, by=paivi, at=monday, module=theirs)

    assert [table.objects.count() for table in TABLES] == [0] * len(TABLES)


@pytest.fixture
def submission(customer, paivi, monday) -> dict[str, object]:
    """What one click sends."""
    module = factories.licensed(customer)
    facts = services.Facts(steps="Avaan ajon.")
    sent = {"customer": customer, "by": paivi, "at": monday, "module": module, "facts": facts}
    return {**sent, "key": uuid.uuid4()}


def test_the_same_submission_twice_is_one_case(submission) -> None:
    first = factories.registered_case(**submission)
    counts = [table.objects.count() for table in TABLES]
    second = factories.registered_case(**submission)

    assert second == first
    assert [table.objects.count() for table in TABLES] == counts == [1, 2, 1, 1, 0, 1, 1, 1]


@pytest.mark.parametrize(
    "changed", [{"subject": "Toinen vika"}, {"level": 1}, {"description": "Toisin sanoin."}]
)
def test_the_same_form_with_other_words_is_another_case(submission, changed) -> None:
    """A page from the browser's history keeps its key; it is no double click."""
    first = factories.registered_case(**submission)

    second, again = (factories.registered_case(**submission | changed) for _click in range(2))

    assert second == again != first
    assert Case.objects.count() == 2


def test_the_key_of_another_person_gives_nobody_their_case(submission, jouni) -> None:
    first = factories.registered_case(**submission)

    second = factories.registered_case(**submission | {"by": jouni})

    assert second != first
    assert (second.registered_by, Case.objects.count()) == (jouni, 2)


@pytest.mark.parametrize("breaks", ["registered", "tell"])
def test_when_something_fails_nothing_is_half_written(
    customer, paivi, monday, monkeypatch, breaks: str
) -> None:
    def fail(*args, **kwargs):
        raise OSError("the disk is full")

    owner = notifications if breaks == "registered" else notifications.notices
    monkeypatch.setattr(owner, breaks, fail)

    with pytest.raises(OSError):
        factories.registered_case(customer, by=paivi, at=monday, files=[picture()])

    assert [table.objects.count() for table in TABLES] == [0] * len(TABLES)


@pytest.mark.parametrize(
    ("case_type", "stage", "due"),
    [
        (CaseType.SUPPORT_REQUEST, Stage.RECEIVED, at(2026, 2, 3, 10)),
        (CaseType.WISH, Stage.RECEIVED, at(2026, 2, 5, 13)),
        (CaseType.WORK_ORDER, Stage.RECEIVED, at(2026, 2, 3, 10)),
    ],
)
def test_the_other_types_begin_without_promises_but_with_a_goal(
    customer, paivi, monday, case_type, stage, due
) -> None:
    case = factories.registered_case(customer, by=paivi, at=monday, case_type=case_type)

    case = Case.objects.get(pk=case.pk)
    assert (case.case_type, case.stage, case.level, case.next_due_at) == (
        case_type,
        stage,
        None,
        due,
    )
    assert (case.handling_clock, case.resolution_clock) == (None, None)
    assert [clock.kind for clock in Clock.objects.all()] == ["goal"]
    assert told(paivi) == ["case.receipt"]


def test_a_type_without_a_goal_has_no_deadline(customer, paivi, monday) -> None:
    Goal.objects.all().update(minutes=0)
    goals.look_again()

    case = factories.registered_case(customer, by=paivi, at=monday, case_type=CaseType.WISH)

    assert Case.objects.get(pk=case.pk).next_due_at is None


def test_colleagues_who_follow_from_the_start_get_the_receipt_too(
    customer, paivi, jouni, monday
) -> None:
    case = factories.registered_case(customer, by=paivi, at=monday, followers=[jouni, paivi])

    assert [follower.user for follower in case.followers.all()] == [jouni]
    assert (told(paivi), told(jouni)) == (["case.receipt"], ["case.receipt"])


def test_what_goes_on_from_an_old_case_is_linked_to_it(case, customer, paivi, monday) -> None:
    new = factories.registered_case(customer, by=paivi, at=monday, follow_up_of=case)

    link = CaseLink.objects.get()
    assert (link.case, link.other, link.kind) == (new, case, LinkKind.FOLLOW_UP_OF)


def test_an_error_without_a_level_is_refused(customer, paivi, monday) -> None:
    module = factories.licensed(customer)

    with pytest.raises(services.LevelMissing):
        services.register(
            customer,
            contact=paivi,
            by=paivi,
            case_type=CaseType.PROGRAMMING_ERROR,
            module=module,
            subject="Ajo",
            description="Pysähtyy.",
            key=uuid.uuid4(),
            at=monday,
        )

    assert [table.objects.count() for table in TABLES] == [0] * len(TABLES)


def test_another_type_or_module_under_the_same_key_is_another_case(customer, paivi, monday) -> None:
    key, module = uuid.uuid4(), factories.licensed(customer)
    same = {"by": paivi, "at": monday, "key": key, "case_type": CaseType.WISH}

    for _click in range(2):
        factories.registered_case(customer, **same, module=module)
    factories.registered_case(customer, **same, module=factories.licensed(customer))
    factories.registered_case(customer, **{**same, "case_type": CaseType.WORK_ORDER}, module=module)

    assert Case.objects.count() == 3
