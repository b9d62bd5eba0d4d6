"""PostgreSQL and Valkey of the demo: started once, shared, taken over, started again."""

import dataclasses
import os
import signal
from collections.abc import Iterator

import psycopg
import pytest

from softone_support.embedded import places, processes, servers
from softone_support.embedded.postgres import Postgres
from softone_support.embedded.supervisor import Supervisor
from softone_support.embedded.valkey import Valkey


@pytest.fixture
def place() -> Iterator[places.Place]:
    """A place whose servers, like the demo's, do not die with the command that started them."""
    with places.throw_away() as found:
        lasting = dataclasses.replace(found, is_lasting=True)
        yield lasting
        servers.stop([Postgres(lasting), Valkey(lasting)])


def test_the_second_command_uses_the_first_one_s_servers_and_the_last_stops_them(
    place: places.Place,
) -> None:
    first, second = Valkey(place), Valkey(place)

    with servers.running(place, [first]) as found:
        with servers.running(place, [second]) as found_again:
            assert found_again == found
            assert second.pid() == first.pid()
        assert first.answers()

    assert first.pid() is None
    assert not first.is_listening()


def test_what_a_killed_command_left_is_taken_over_and_keeps_its_data(place: places.Place) -> None:
    left = Postgres(place)
    left.ensure()
    with psycopg.connect(host=str(place.sockets), user="portal", dbname="portal") as connection:
        connection.execute("CREATE TABLE kept (answer int)")

    found = Postgres(place)

    assert found.ensure() is False
    assert found._ask("SELECT 1")
    found.stop()
    left._process.wait(5)
    assert Postgres(place).ensure() is True
    with psycopg.connect(host=str(place.sockets), user="portal", dbname="portal") as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (0,)


def test_a_killed_server_is_started_again_by_the_supervisor(place: places.Place) -> None:
    server = Valkey(place)
    server.ensure()
    first = server.pid()
    os.kill(first, signal.SIGKILL)
    processes.wait_until(lambda: server.pid() is None, 5)
    supervisor = Supervisor([], [server], place.folder / "children.json")

    supervisor.run(lambda: supervisor.stop() if server.answers() else None)

    assert server.pid() not in (None, first)


def test_a_server_named_by_the_environment_replaces_the_embedded_one(
    place: places.Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://user@db.example/portal")
    monkeypatch.delenv("REDIS_URL", raising=False)

    assert [server.name for server in servers.needed(place)] == ["Valkey"]


def test_a_note_of_a_dead_server_does_not_stop_a_start(place: places.Place) -> None:
    server = Postgres(place)
    server.prepare()
    server.pid_file.write_text(f"{os.getpid()}\n{server.data}\n0\n5432\n")

    assert server.ensure() is True
