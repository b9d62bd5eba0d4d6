"""Every address × every actor × own, foreign and absent objects (A1, A13, B1.4).

A new address without a row in `matrix.TABLE` is red, and so is a row without an address.
"""

import copy
from collections.abc import Iterator
from http.cookies import SimpleCookie

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from softone_support.tasks import note_heartbeat
from tests.access import digest, matrix, routes
from tests.access.answers import bare, outcome, read
from tests.access.matrix import Row
from tests.access.world import ACTORS, World, build

pytestmark = pytest.mark.django_db

ROWS = matrix.rows()
NAMES = sorted({row.name for row in ROWS})
# One world for each part of the portal: laying it out costs more than a dozen answers.
PARTS = sorted({row.part for row in ROWS})
# What looking at it may write. The login pages keep a copy of each person's address of their
# own, made when the person first asks for a new password.
# A file that comes to a draft or an article is answered by its chip, not by another page.
# That an article was read changes nothing on its page.
# A case that was not needed, and words searched in vain, are counted, and shown elsewhere.
MAY_WRITE = {
    "cases:solved": ["knowledgebase_solvedhere"],
    "knowledgebase:search_missed": ["search_missedsearch"],
    "knowledgebase:reading": ["knowledgebase_reading"],
    "account_reset_password_from_key": ["account_emailaddress"],
    "cases:draft_files": ["cases_draft", "cases_draftfile"],
    "knowledgebase:files": ["knowledgebase_articlefile", "knowledgebase_articletext"],
}


class Probe:
    """Everybody's browser at once. Whatever an answer writes or sets is undone again."""

    def __init__(self, world: World, **how: object) -> None:
        self.world = world
        self.browsers = world.browsers(**how)
        self.jars: dict[str, SimpleCookie] = {
            actor: copy.deepcopy(browser.cookies) for actor, browser in self.browsers.items()
        }
        self.before = digest.of_every_table()

    def ask(self, row: Row, actor: str) -> tuple[HttpResponse, list[str]]:
        """What the actor gets, and the tables it wrote to; the answer has been read."""
        browser: Client = self.browsers[actor]
        browser.cookies = copy.deepcopy(self.jars[actor])
        address = self.world.address(row.name, row.whose)
        with transaction.atomic():
            if row.method == "GET":
                answer = browser.get(address)
            else:
                answer = browser.post(address, self.world.post(row.name))
            if answer.streaming:
                read(answer)
            written = digest.changed(self.before)
            transaction.set_rollback(True)
        return answer, written


@pytest.fixture
def world(monday, settings) -> Iterator[World]:
    settings.ACCOUNT_RATE_LIMITS = False
    note_heartbeat()
    return build(monday)


def test_every_address_has_its_rows_and_every_row_its_address() -> None:
    both = {name: {"GET", "POST"} for name in routes.names()}

    assert {name: {row.method for row in ROWS if row.name == name} for name in NAMES} == both


def test_every_object_of_the_world_is_tried(world: World) -> None:
    tried = {(row.name, row.whose) for row in ROWS if row.whose != "-"}

    assert tried == set(world.things)


def test_no_address_is_without_a_name() -> None:
    assert [name for name in routes.names() if not name or name.endswith(":")] == []


def test_the_addresses_of_the_demo_exist_in_the_demo_only() -> None:
    assert [name for name in routes.names() if name.startswith("demo:")] == []


@pytest.mark.parametrize("part", PARTS)
def test_everybody_gets_what_the_table_says(world: World, part: str) -> None:
    probe = Probe(world)
    expected, found, wrote = {}, {}, {}
    for row in (row for row in ROWS if row.part == part):
        for actor in ACTORS:
            cell = f"{row} {actor}"
            answer, written = probe.ask(row, actor)
            expected[cell], found[cell] = row.cells[actor], outcome(answer)
            changes = [table for table in written if table not in MAY_WRITE.get(row.name, [])]
            if changes and (row.method == "GET" or answer.status_code != 302):
                wrote[cell] = changes

    assert found == expected
    assert wrote == {}


@pytest.mark.parametrize("part", sorted({row.part for row in ROWS if row.whose == "absent"}))
def test_what_is_not_yours_does_not_exist_to_the_byte(world: World, part: str) -> None:
    probe = Probe(world)
    absent = {(row.method, row.name): row for row in ROWS if row.whose == "absent"}
    differing = []
    for row in (row for row in ROWS if row.part == part and row.whose != "absent"):
        nothing = absent.get((row.method, row.name))
        for actor in ACTORS if nothing else ():
            if row.cells[actor] == nothing.cells[actor] in {"404", "403", "200"}:
                answers = [
                    bare(probe.ask(each, actor)[0], world.address(each.name, each.whose))
                    for each in (row, nothing)
                ]
                if answers[0] != answers[1]:
                    differing.append(f"{row} {actor}")

    assert differing == []


@pytest.mark.parametrize("part", PARTS)
def test_a_form_from_elsewhere_is_refused_everywhere(world: World, part: str) -> None:
    probe = Probe(world, enforce_csrf_checks=True)
    found = {}
    for row in (row for row in ROWS if row.part == part and row.method == "POST"):
        for actor in ("anonymous", "own", "specialist", "administrator"):
            answer, written = probe.ask(row, actor)
            found[f"{row} {actor}"] = (answer.status_code, written)

    assert found == dict.fromkeys(found, (403, []))
