"""`./run demo`: the portal with demo data, until Ctrl-C."""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from softone_support.embedded import environment, places, ports, processes, servers
from softone_support.embedded.child import Child
from softone_support.embedded.locks import is_free, locked
from softone_support.embedded.server import Server
from softone_support.embedded.supervisor import Supervisor, end_left_overs
from softone_support.embedded.words import CannotGoOn, say

LOCK, NOTES = "demo.lock", "children.json"
DATA = (
    *("postgres", "postgres.unfinished", "valkey", "postgresql.log", "valkey.log"),
    *("media", "mail", "static", "secret-key", NOTES),
)
"""Everything that `--fresh` removes, by name: the folder may be one that somebody chose."""


def main(arguments: list[str]) -> int:
    """Start, serve, stop."""
    parser = argparse.ArgumentParser(prog="./run demo", description="The portal with demo data.")
    parser.add_argument("--port", type=int, default=environment.DEFAULT_PORT)
    parser.add_argument("--fresh", action="store_true", help="throw the demo's data away first")
    wanted = parser.parse_args(arguments)
    place = places.for_the_demo()
    if wanted.fresh:
        start_over(place)
    if place.folder != places.demo_folder():
        say(f"Servers do not run as root and cannot come here; their data lie in {place.folder}")
    url = f"http://localhost:{wanted.port}"
    with only_demo(url):
        addresses = ports.free_addresses(wanted.port)
        needed = servers.needed(place)
        with servers.running(place, needed) as found:
            variables = environment.for_the_demo(found, url)
            logins = prepare(variables)
            say("Starting web, worker and beat …")
            serve(url, logins, programs(addresses, variables), needed)
    say("Stopped.")
    return 0


@contextmanager
def only_demo(url: str) -> Iterator[None]:
    """Let one demo at a time use the data; the file says where it is."""
    path = places.demo_folder() / LOCK
    try:
        with locked(path, wait=False) as file:
            file.truncate(0)
            file.write(f"{os.getpid()} {url}\n")
            file.flush()
            yield
    except BlockingIOError:
        pid, other = path.read_text().split()
        raise CannotGoOn(
            f"The demo runs already: {other} (process {pid}). Stop it there with Ctrl-C; "
            "./run demo --fresh stops it and starts over."
        ) from None


def address_of_running_demo() -> str | None:
    """Where the demo is to be found, if it runs."""
    path = places.demo_folder() / LOCK
    return path.read_text().split()[1] if path.exists() and not is_free(path) else None


def start_over(place: places.Place) -> None:
    """Stop what runs on the demo's data, then remove them."""
    if any(os.environ.get(kind.variable) for kind in servers.KINDS):
        raise CannotGoOn(
            "--fresh throws away the demo's own data only, and DATABASE_URL or REDIS_URL "
            "names another server. Unset them, or empty that database yourself."
        )
    lock = places.demo_folder() / LOCK
    if lock.exists() and not is_free(lock):
        say("Stopping the demo that runs …")
        processes.end(int(lock.read_text().split()[0]), politely=signal.SIGTERM, within=30)
    end_left_overs(places.demo_folder() / NOTES)
    servers.stop([kind(place) for kind in servers.KINDS])
    for folder in (place.folder, places.demo_folder()):
        for found in (folder / name for name in DATA):
            if found.is_dir():
                shutil.rmtree(found)
            else:
                found.unlink(missing_ok=True)
    say("The demo's data are gone; starting over.")


def prepare(variables: dict[str, str]) -> str:
    """Bring database and files up to date; return the logins to print."""
    prepared = subprocess.run(
        [sys.executable, "-m", "softone_support.embedded.prepare"],
        env=variables,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,  # Ctrl-C ends it through us, without its traceback
        check=False,
    )
    if prepared.returncode:
        raise CannotGoOn("The demo could not be prepared; the reason stands above.")
    return prepared.stdout.strip()


def programs(addresses: list[str], variables: dict[str, str]) -> list[Child]:
    """Web, then worker and beat."""
    binds = [word for address in addresses for word in ("--bind", address)]
    gunicorn = [
        *(sys.executable, "-m", "gunicorn", "softone_support.wsgi", *binds),
        *("--worker-class", "gthread", "--workers", "2", "--threads", "4"),
        *("--preload", "--graceful-timeout", "5", "--log-level", "warning", "--no-control-socket"),
    ]
    celery = [sys.executable, "-m", "celery", "--quiet", "-A", "softone_support"]
    level = ["--loglevel", variables["LOG_LEVEL"]]
    worker = [*celery, "worker", *level, "-c", "2", "--without-gossip", "--without-mingle"]
    return [
        Child("web", gunicorn, variables),
        Child("worker", worker, variables),
        Child("beat", [*celery, "beat", *level], variables),
    ]


def serve(url: str, logins: str, children: list[Child], needed: list[Server]) -> None:
    """Look after the programs until Ctrl-C; greet the person as soon as a page can come."""
    web, *others = children
    supervisor = Supervisor([web], needed, places.demo_folder() / NOTES)

    def greet_once_it_answers() -> None:
        if len(supervisor.children) == 1 and _answers(url):
            supervisor.add(others)  # only now: the first page shall not wait for their start
            print(f"\n{logins}\n\nThe portal is ready: {url}", flush=True)
            say("Ctrl-C stops everything.")

    supervisor.run(greet_once_it_answers)


def _answers(url: str) -> bool:
    """Whether the web server answers anything at all."""
    try:
        urllib.request.urlopen(f"{url}/healthz", timeout=2).close()  # noqa: S310 our own http
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True
