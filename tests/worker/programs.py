"""Real Celery processes on the database of this test, ended at its end whatever happens."""

import os
import re
import secrets
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import redis
from celery import current_app
from django.conf import settings
from django.db import connection

from softone_support.embedded import processes
from tests.worker.post import HELD, HOLD

# A slow machine with two test processes; no test waits this long when all is well.
PATIENCE = 40.0


@dataclass
class Portal:
    """The worker and beat of a portal, its broker's name space and its mail."""

    folder: Path
    prefix: str = field(default_factory=lambda: f"test-{secrets.token_hex(8)}-")
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.mail = self.folder / "mail"
        self.mail.mkdir()
        self.log = self.folder / "celery.log"

    # --- Programs ---------------------------------------------------------------------------

    def start(self, program: str, *, at: datetime) -> subprocess.Popen[bytes]:
        """Start `worker` or `beat`, for which the portal's clock stands at a moment."""
        words = {
            "worker": ["--concurrency", "1", "--without-gossip", "--without-mingle"],
            "beat": [],
        }
        command = [
            *(sys.executable, "-m", "celery", "-A", "softone_support", program),
            *("--loglevel", "INFO", *words[program]),
        ]
        with self.log.open("ab") as log:
            started = processes.start(
                command,
                output=log,
                environment=self._environment(at),
                at_our_death=signal.SIGKILL,
            )
        self.running.append(started)
        return started

    def kill(self, program: subprocess.Popen[bytes]) -> None:
        """kill -9, the whole group: nothing of it can clean up or finish."""
        with suppress(ProcessLookupError):
            os.killpg(program.pid, signal.SIGKILL)
        program.wait(PATIENCE)

    def _environment(self, at: datetime) -> dict[str, str]:
        url = urlsplit(os.environ["DATABASE_URL"])
        folder, _, _name = url.path.rpartition("/")
        ours = url._replace(path=f"{folder}/{connection.settings_dict['NAME']}")
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.worker.settings",
            "PYTHONPATH": str(settings.BASE_DIR),
            "DATABASE_URL": urlunsplit(ours),
            "MEDIA_ROOT": str(self.folder),
            # Every session of the program begins with this clock.
            "PGOPTIONS": f"-c portal.now={at.isoformat()}",
            "TEST_BROKER_PREFIX": self.prefix,
            "TEST_MAIL_DIR": str(self.mail),
        }

    # --- Broker -----------------------------------------------------------------------------

    def send(self, *tasks: str) -> None:
        """Put tasks into the worker's queue."""
        with current_app.connection_for_write() as broker:
            for task in tasks:
                current_app.send_task(task, connection=broker, ignore_result=True)

    def done(self) -> Counter[str]:
        """How often each task has been done so far, as the workers tell in their log."""
        return Counter(re.findall(r"Task ([\w.]+)\[[^]]*\] succeeded", self.log.read_text()))

    def _forget_broker(self) -> None:
        with current_app.connection_for_read() as broker, broker.channel() as channel:
            plain = redis.Redis(connection_pool=channel.client.connection_pool)
            for key in plain.scan_iter(match=f"{self.prefix}*", count=1000):
                plain.delete(key)

    # --- Mail -------------------------------------------------------------------------------

    def letters(self) -> list[EmailMessage]:
        """What has left, oldest first."""
        return [
            message_from_bytes(file.read_bytes(), policy=default)  # type: ignore[misc]
            for file in sorted(self.mail.glob("[!.]*.eml"))
        ]

    @contextmanager
    def mail_held(self) -> Iterator[Path]:
        """Meanwhile the mail server takes nothing; the file appears when somebody waits."""
        (self.mail / HOLD).touch()
        try:
            yield self.mail / HELD
        finally:
            (self.mail / HOLD).unlink()

    # --- The end ----------------------------------------------------------------------------

    def wait_for(self, condition: Callable[[], object], what: str) -> None:
        """Wait for something the programs do; fails with their last words."""
        until = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > until or self._has_ended():
                words = self.log.read_text(errors="replace")[-4000:]
                raise AssertionError(f"there is no sign of {what}\n{words}")
            time.sleep(0.05)

    def _has_ended(self) -> bool:
        """Whether the program started last has ended by itself."""
        return self.running[-1].poll() is not None

    def close(self) -> None:
        for program in self.running:
            self.kill(program)
        self._forget_broker()
