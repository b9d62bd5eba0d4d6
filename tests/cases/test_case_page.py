"""B4, B5.6: one matter, drawn for the customer and for the desk, each in their own page."""

import pytest
from django.urls import reverse

from accounts.choices import Role
from accounts.models import User
from cases import services
from cases.choices import Stage
from cases.transitions import Move
from tests import factories
from tests.cases.steps import (
    at,
    brought_to,
    handled,
    note,
    page_of,
    picture,
    reply,
    set_level,
    take_up,
)

TEN = at(2026, 2, 2, 10)


def texts(page) -> list[str]:
    """The thread in order: bodies of messages, headlines of events."""
    return [
        entry.message.body if entry.message else entry.event.headline
        for entry in page.context["page"].entries
    ]


def buttons(page) -> set[str]:
    """The forms the page offers, by what they make."""
    text = page.content.decode()
    case = page.context["case"]
    forms = ["messages", "notes", "handling", "level", "stage"]
    return {name for name in forms if f'action="{page_of(name, case)}' in text}


def test_the_customer_sees_the_thread_without_internal_notes(as_user, case, paivi, mikko) -> None:
    take_up(case, by=mikko, at=at(2026, 2, 2, 9, 10))
    reply(case, by=mikko, at=at(2026, 2, 2, 9, 20), body="Tutkin asiaa.")
    note(case, by=mikko, at=at(2026, 2, 2, 9, 30), body="Vanha tuttu vika.")
    reply(case, by=paivi, at=at(2026, 2, 2, 9, 40), body="Kiitos.")
    User.objects.update(language="en")

    seen = {person: texts(as_user(person).get(page_of("case", case))) for person in (paivi, mikko)}

    start = ["Ajo pysähtyy virheeseen.", "Mikko Rantanen started the work.", "Tutkin asiaa."]
    assert seen == {
        paivi: [*start, "Kiitos."],
        mikko: [*start, "Vanha tuttu vika.", "Kiitos."],
    }


def test_the_page_of_a_case_is_made_for_its_reader(as_user, case, paivi, mikko) -> None:
    used = [
        as_user(person).get(page_of("case", case)).templates[0].name for person in (paivi, mikko)
    ]

    assert used == ["cases/case_customer.html", "cases/case_desk.html"]


def test_the_next_line_says_by_when_handling_starts(as_user, case, paivi) -> None:
    paivi.language = "en"
    paivi.save()

    line = as_user(paivi).get(page_of("case", case)).context["page"].next

    assert (line.kind, line.says) == ("run", "We start at the latest tomorrow 15:00.")


def test_a_missed_start_is_owned_up_to(as_user, case, paivi, clock) -> None:
    paivi.language = "en"
    paivi.save()
    clock(at(2026, 2, 3, 15, 1))
    services.announce_passed_steps(limit=9, at=at(2026, 2, 3, 15, 1))

    page = as_user(paivi).get(page_of("case", case))

    line = page.context["page"].next
    assert (line.kind, line.says.split(".")[0]) == ("late", "We did not start in time")
    assert texts(page)[-1] == "We did not start in time."


def test_both_deadlines_are_shown_and_explained(as_user, case, paivi) -> None:
    page = as_user(paivi).get(page_of("case", case)).context["page"]

    assert [deadline.due.at for deadline in page.deadlines] == [
        at(2026, 2, 3, 15),
        at(2026, 3, 2, 16),
    ]
    assert len(page.explanations) == 2


def test_a_kept_promise_says_when_it_was_kept(as_user, case, paivi, mikko) -> None:
    take_up(case, by=mikko, at=TEN)

    page = as_user(paivi).get(page_of("case", case)).context["page"]

    assert [(deadline.due.kind, deadline.due.at) for deadline in page.deadlines] == [
        ("done", TEN),
        ("run", at(2026, 3, 2, 16)),
    ]


def test_the_stages_show_where_the_case_is(as_user, case, paivi, mikko) -> None:
    brought_to(case, Stage.PLANNING, by=mikko, at=TEN)

    page = as_user(paivi).get(page_of("case", case)).context["page"]

    assert [stage.state for stage in page.stages] == ["done"] * 3 + ["now"] + ["todo"] * 3
    assert [stage.owner for stage in page.stages] == [
        "customer",
        "service",
        "service",
        "product",
        "product",
        "product",
        "service",
    ]


def test_a_handled_case_is_done_to_the_last_stage(as_user, case, paivi, mikko) -> None:
    handled(case, by=mikko, at=TEN)

    page = as_user(paivi).get(page_of("case", case))

    states = [stage.state for stage in page.context["page"].stages]
    assert states == ["done"] * 3 + ["skipped"] * 3 + ["done"]
    assert page.context["page"].next.kind == "done"
    assert buttons(page) == set()


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("paivi", {"messages"}),
        ("mikko", {"messages", "notes", "level", "stage"}),
        ("outi", {"messages", "notes", "handling", "level", "stage"}),
        ("manager", {"messages", "notes", "handling", "level", "stage"}),
        ("product", {"messages", "notes"}),
        ("administrator", set()),
    ],
)
def test_the_page_offers_what_one_may(request, as_user, case, mikko, role, expected) -> None:
    case = brought_to(case, Stage.ASSESSMENT, by=mikko, at=TEN)
    reader = request.getfixturevalue(role)

    assert buttons(as_user(reader).get(page_of("case", case))) == expected


def test_the_desk_chooses_among_the_steps_that_may_follow(as_user, case, mikko) -> None:
    case = brought_to(case, Stage.ASSESSMENT, by=mikko, at=TEN)

    page = as_user(mikko).get(page_of("case", case))

    assert [move.to for move in page.context["page"].moves] == [Stage.PLANNING]
    assert [(move, form["to"].value()) for move, form in page.context["stage_forms"]] == [
        (Move(Stage.PLANNING), Stage.PLANNING)
    ]


def test_attachments_lead_to_the_download_of_their_case(as_user, case, paivi) -> None:
    message = reply(case, by=paivi, at=TEN, files=[picture("virhe.png")])
    file = message.attachments.get()

    text = as_user(paivi).get(page_of("case", case)).content.decode()

    assert f'href="{page_of("attachment", case, file.pk)}"' in text
    assert file.file.name not in text


def test_the_reason_of_a_changed_level_is_read_by_the_customer(as_user, case, paivi, mikko) -> None:
    set_level(case, 4, reason="Kiertotie löytyi.", by=mikko, at=TEN)

    assert "Kiertotie löytyi." in as_user(paivi).get(page_of("case", case)).content.decode()


@pytest.mark.parametrize("name", ["stranger", "consultant"])
def test_who_may_not_see_a_case_finds_none(request, as_user, case, name: str) -> None:
    client = as_user(request.getfixturevalue(name))
    posts = ["messages", "notes", "handling", "level", "stage"]

    answers = [client.get(page_of("case", case))]
    answers += [client.post(page_of(each, case)) for each in posts]

    assert [answer.status_code for answer in answers] == [404] * 6
    case.refresh_from_db()
    assert case.version == 1


@pytest.mark.parametrize("typed", ["{}", "so-{}", "SO-{}"])
def test_a_case_is_found_by_its_number_as_people_type_it(as_user, case, mikko, typed) -> None:
    page = as_user(mikko).get(f"/cases/{typed.format(case.number)}/")

    assert (page.status_code, page.context["case"]) == (200, case)


def test_a_number_that_names_no_case_is_not_found(as_user, case, mikko) -> None:
    client = as_user(mikko)
    absent = case.number + 1
    addresses = [
        reverse("cases:case", args=[absent]),
        reverse("cases:case", args=[999_999_999_999]),
        f"/cases/SO-{'9' * 13}/",
        "/cases/SO-/",
        "/cases/SO--1/",
    ]

    assert [client.get(address).status_code for address in addresses] == [404] * 5


@pytest.mark.parametrize("role", [Role.SPECIALIST, Role.MANAGER, Role.PRODUCT, Role.ADMINISTRATOR])
def test_every_role_of_the_desk_reads_a_programming_error(as_user, case, role: Role) -> None:
    assert as_user(factories.staff(role)).get(page_of("case", case)).status_code == 200


def test_who_only_looks_at_a_changing_address_is_sent_to_the_case(as_user, case, mikko) -> None:
    client = as_user(mikko)
    names = ["messages", "notes", "handling", "level", "stage"]

    answers = [client.get(page_of(name, case)) for name in names]

    assert [answer.status_code for answer in answers] == [302] * 5
    assert {answer["Location"] for answer in answers} == {page_of("case", case)}
    case.refresh_from_db()
    assert case.version == 1
