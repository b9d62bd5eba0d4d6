"""Which servers a command needs, and who starts and stops them.

A server named by DATABASE_URL or REDIS_URL is used as it is. Several commands on one
checkout share the embedded ones: whoever comes first starts them, whoever goes last stops
them, and what a killed command left behind is taken over.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from softone_support.embedded.locks import is_last_holder, locked
from softone_support.embedded.places import Place
from softone_support.embedded.postgres import Postgres
from softone_support.embedded.server import Server
from softone_support.embedded.valkey import Valkey
from softone_support.embedded.words import say

KINDS: tuple[type[Postgres | Valkey], ...] = (Postgres, Valkey)


def needed(place: Place) -> list[Server]:
    """The embedded servers that no variable of the environment replaces."""
    for kind in KINDS:
        if os.environ.get(kind.variable):
            say(f"{kind.name}: the one that {kind.variable} names")
    return [kind(place) for kind in KINDS if not os.environ.get(kind.variable)]


@contextmanager
def running(place: Place, servers: list[Server]) -> Iterator[dict[str, str]]:
    """Have the servers run meanwhile; yields the variables that lead to them."""
    if not servers:
        yield {}
        return
    turn = place.folder / "start.lock"
    with locked(place.folder / "users.lock", shared=True) as users:
        try:
            with locked(turn):
                for server in servers:
                    start(server)
            yield {key: url for server in servers for key, url in server.environment.items()}
        finally:
            with locked(turn):
                if is_last_holder(users):
                    stop(servers)


def start(server: Server) -> None:
    """Start one server, or take over a live one, and say which it was."""
    began = time.monotonic()
    if server.ensure():
        say(f"{server.name} started ({time.monotonic() - began:.1f} s)")
    else:
        say(f"{server.name} was running already; using it")


def stop(servers: list[Server]) -> None:
    """Stop them, the last started first."""
    for server in reversed(servers):
        server.stop()


def revive(server: Server) -> None:
    """Start one that died, unless another command is just doing so."""
    with locked(server.place.folder / "start.lock"):
        server.ensure()
