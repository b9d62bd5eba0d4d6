"""What a page costs: the same for one row and for three, and never over its budget."""

import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from cases import services
from cases.models import Case
from cases.templatetags import queue as drawing
from tests import factories
from tests.cases.steps import (
    ask,
    at,
    note,
    page_of,
    picture,
    reply,
    set_level,
    take_up,
)

HOME, QUEUE, NEW = reverse("home"), reverse("cases:queue"), reverse("cases:new")
TEN = at(2026, 2, 2, 10)
HOME_BUDGET = 12
# Of them the right to support: asked for the page and for the case, then kept with it.
REGISTRATION_BUDGET = 26
WRITES = ("INSERT", "UPDATE", "DELETE", "TRUNCATE")


@pytest.fixture(autouse=True)
def own_cache(settings) -> None:
    """Nobody else empties this cache between two requests."""
    backend = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {"default": {"BACKEND": backend}}


def queries(client: Client, address: str) -> list[str]:
    """The statements of one GET, when all that is kept between requests is there."""
    assert client.get(address).status_code == 200
    # Rows drawn a moment ago would hide what drawing them costs.
    drawing._drawn.cache_clear()
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return [query["sql"] for query in captured]


def lived_through(case: Case, *, mikko, outi, paivi) -> None:
    """Messages of all kinds with two files each, events of all kinds, relatives and followers."""
    take_up(case, by=mikko, at=TEN)
    for other in Case.objects.exclude(pk=case.pk):
        services.link(case, other=other, kind="same_fault_as", by=mikko, at=TEN)
    for person in User.objects.speaking_for(case.customer):
        services.follow(case, person=person, by=mikko, at=TEN)
    set_level(case, 4, reason="Kiertotie.", by=mikko, at=TEN)
    for by in (mikko, outi, paivi):
        reply(case, by=by, at=TEN, files=[picture(), picture()])
    note(case, by=outi, at=TEN, files=[picture()])
    services.move_on(case, to="assessment", seen="level_set", by=outi, at=TEN)


@pytest.fixture
def three(customer, paivi, mikko, outi, monday):
    """Make three cases where there was one: other people, modules and owners."""

    def make() -> None:
        jouni = factories.superuser_of(customer, email="jouni@kivimaki.example")
        other = factories.registered_case(customer, by=jouni, at=monday, level=1)
        third = factories.registered_case(customer, by=paivi, at=monday, level=2)
        lived_through(third, mikko=outi, outi=mikko, paivi=paivi)
        take_up(other, by=mikko, at=TEN)

    return make


def test_the_queue_costs_the_same_for_one_and_three(as_user, case, mikko, three) -> None:
    client = as_user(mikko)

    one = queries(client, QUEUE)
    three()
    assert Case.objects.count() == 3

    assert len(queries(client, QUEUE)) == len(one) <= 8


@pytest.mark.parametrize("view", ["mine", "untaken", "overdue", "today"])
def test_every_view_of_the_queue_keeps_its_budget(as_user, case, mikko, three, view: str) -> None:
    three()

    assert len(queries(as_user(mikko), f"{QUEUE}?view={view}&team=all&level=3")) <= 8


def test_the_next_page_of_the_queue_keeps_its_budget(
    as_user, case, mikko, three, monkeypatch
) -> None:
    monkeypatch.setattr("cases.selectors.queue.PAGE_SIZE", 1)
    three()
    client = as_user(mikko)
    older = client.get(QUEUE).context["older"]

    assert len(queries(client, QUEUE + older)) <= 8


def test_home_costs_the_same_for_one_and_three(as_user, case, paivi, three) -> None:
    client = as_user(paivi)

    one = queries(client, HOME)
    three()

    assert len(queries(client, HOME)) == len(one) <= HOME_BUDGET


def test_home_costs_the_same_for_one_and_three_that_wait(
    as_user, case, customer, paivi, mikko, monday
) -> None:
    client = as_user(paivi)
    ask(case, by=mikko, at=TEN)

    one = queries(client, HOME)
    for _number in range(2):
        ask(factories.registered_case(customer, by=paivi, at=monday), by=mikko, at=TEN)

    assert len(queries(client, HOME)) == len(one) <= HOME_BUDGET


@pytest.mark.parametrize(
    "asked", ["", "?type=programming_error", "?state=all&whose=mine&turn=us&q=palkka"]
)
def test_the_companys_list_costs_the_same_for_one_and_three(
    as_user, case, paivi, three, asked: str
) -> None:
    client, address = as_user(paivi), f"{reverse('cases:list')}{asked}"

    one = queries(client, address)
    three()

    # Session, person, company, moment; then modules, counts, rows and their last events.
    assert len(queries(client, address)) == len(one) <= 8


def test_the_table_costs_two_queries_a_batch(as_user, case, paivi, three) -> None:
    client, address = as_user(paivi), reverse("cases:csv")
    three()

    def read() -> list[str]:
        with CaptureQueriesContext(connection) as captured:
            assert len(b"".join(client.get(address).streaming_content).splitlines()) == 4
        return captured.captured_queries

    assert len(read()) <= 9


@pytest.mark.parametrize("name", ["paivi", "mikko"])
def test_a_case_costs_the_same_with_one_message_and_with_many(
    request, as_user, case, customer, mikko, outi, paivi, name: str
) -> None:
    client = as_user(request.getfixturevalue(name))
    colleagues = [factories.superuser_of(customer) for _person in range(2)]
    others = [factories.registered_case(customer, by=each, at=TEN) for each in colleagues]
    reply(case, by=mikko, at=TEN, files=[picture()])
    services.link(case, other=others[0], kind="same_fault_as", by=mikko, at=TEN)
    services.follow(case, person=colleagues[0], by=mikko, at=TEN)

    few = queries(client, page_of("case", case))
    lived_through(case, mikko=mikko, outi=outi, paivi=paivi)

    assert len(queries(client, page_of("case", case))) == len(few) <= 11


@pytest.mark.parametrize("name", ["paivi", "mikko"])
def test_the_deadlines_of_a_case_cost_the_same_after_a_long_life(
    request, as_user, case, mikko, outi, paivi, clock, name: str
) -> None:
    client, address = as_user(request.getfixturevalue(name)), page_of("deadlines", case)

    young = queries(client, address)
    lived_through(case, mikko=mikko, outi=outi, paivi=paivi)
    for hour, number in ((12, 3), (13, 2)):
        set_level(case, number, reason="Syy.", by=mikko, at=at(2026, 2, 2, hour))
        ask(case, by=mikko, at=at(2026, 2, 2, hour, 10))
        reply(case, by=paivi, at=at(2026, 2, 2, hour, 20))
    clock(at(2026, 2, 2, 14))

    assert len(queries(client, address)) == len(young) <= 8


def test_registering_keeps_its_budget(as_user, customer, paivi, team, monday) -> None:
    module = factories.licensed(customer)
    client = as_user(paivi)

    def register() -> None:
        typed = {"module": module.pk, "subject": "Ajo", "description": "Pysähtyy.", "level": 3}
        typed["case_type"] = "programming_error"
        client.get(NEW)
        assert client.post(NEW, typed | {"key": uuid.uuid4()}).status_code == 302

    register()
    with CaptureQueriesContext(connection) as captured:
        register()

    # Outside a test the transaction is the view's own and needs no savepoint.
    asked = [query["sql"] for query in captured if "SAVEPOINT" not in query["sql"]]
    assert len(asked) <= REGISTRATION_BUDGET


def test_looking_changes_nothing(as_user, case, paivi, mikko, three) -> None:
    three()
    file = reply(case, by=paivi, at=TEN, files=[picture()]).attachments.get()
    shared = [page_of("case", case), page_of("attachment", case, file.pk)]
    before = list(Case.objects.order_by("pk").values())

    read = queries(as_user(paivi), HOME) + queries(as_user(paivi), NEW)
    read += queries(as_user(paivi), reverse("cases:list"))
    read += queries(as_user(mikko), QUEUE)
    for person in (paivi, mikko):
        for address in shared:
            read += queries(as_user(person), address)

    assert [sql for sql in read if sql.startswith(WRITES) or "FOR UPDATE" in sql] == []
    assert list(Case.objects.order_by("pk").values()) == before
