"""The embedded PostgreSQL: a private cluster on a unix socket. Never for production."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import psycopg

from softone_support.embedded import programs
from softone_support.embedded.places import Place
from softone_support.embedded.server import Server
from softone_support.embedded.words import CannotGoOn

USER = DATABASE = "portal"
LOCALE = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"

# A crash may cost the demo its last half second, the throw-away cluster everything.
LASTING = {"synchronous_commit": "off"}
THROW_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Postgres(Server):
    """One cluster with one database, `portal`."""

    name = "PostgreSQL"
    variable = "DATABASE_URL"
    stop_signal = signal.SIGINT  # "fast": ends sessions instead of waiting for them

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.data = place.folder_of("postgres")
        self.pid_file = self.data / "postmaster.pid"
        self.socket = place.sockets / ".s.PGSQL.5432"
        self.programs = programs.postgres(place.account)

    @property
    def environment(self) -> dict[str, str]:
        """DATABASE_URL in the form that django-environ reads as a socket's folder."""
        return {"DATABASE_URL": f"postgres://{USER}@/{quote(str(self.place.sockets))}/{DATABASE}"}

    def prepare(self) -> None:
        """Make the cluster beside its place and move it there whole."""
        if self.data.exists():
            self._require_our_version()
            return
        unfinished = self.data.with_name("postgres.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        self.place.account.private_folder(unfinished)
        made = subprocess.run(
            [
                *(self.programs / "initdb", "-D", unfinished, "-U", USER, "-A", "trust"),
                *("-E", "UTF8", f"--locale={LOCALE}", "--no-instructions"),
                *([] if self.place.is_lasting else ["--no-sync"]),
            ],
            capture_output=True,
            text=True,
            cwd="/",
            check=False,
            **self.place.account.start_options(),
        )
        if made.returncode:
            raise CannotGoOn(f"PostgreSQL could not make its data folder:\n{made.stderr.strip()}")
        unfinished.rename(self.data)

    def command(self) -> list[str | Path]:
        """The server, on its socket only."""
        chosen = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.place.sockets),
            "unix_socket_permissions": "0700",
            "shared_buffers": "256MB",
            "log_min_messages": "warning",
            **(LASTING if self.place.is_lasting else THROW_AWAY),
        }
        options = [word for key, value in chosen.items() for word in ("-c", f"{key}={value}")]
        return [self.programs / "postgres", "-D", self.data, *options]

    def answers(self) -> bool:
        """Whether it lets us in and runs a query."""
        try:
            self._ask("SELECT 1")
        except psycopg.OperationalError:
            return False
        return True

    def complete(self) -> None:
        """The portal's database."""
        if not self._ask("SELECT 1 FROM pg_database WHERE datname = %s", DATABASE):
            self._ask(f"CREATE DATABASE {DATABASE}")

    def _ask(self, question: str, *values: str) -> bool:
        """Whether the question has an answer row."""
        with psycopg.connect(
            host=str(self.place.sockets),
            user=USER,
            dbname="postgres",
            connect_timeout=5,
            autocommit=True,
        ) as connection:
            cursor = connection.execute(question.encode(), values)
            return cursor.description is not None and cursor.fetchone() is not None

    def _require_our_version(self) -> None:
        made_by = (self.data / "PG_VERSION").read_text().strip()
        answer = subprocess.check_output([self.programs / "postgres", "--version"], text=True)
        ours = answer.split()[2].split(".")[0]
        if made_by != ours:
            raise CannotGoOn(
                f"The demo's data were made by PostgreSQL {made_by}, and here is {ours}. "
                "Start over: ./run demo --fresh"
            )
