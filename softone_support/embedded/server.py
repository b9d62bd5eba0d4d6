"""What the two embedded servers have in common: found alive, started, stopped."""

import signal
import socket
import subprocess
from abc import ABC, abstractmethod
from pathlib import Path

from softone_support.embedded import processes
from softone_support.embedded.places import Place
from softone_support.embedded.words import CannotGoOn

READY_WITHIN = 60.0
"""Seconds. A start takes a tenth of one, but after a power cut there is a log to play back."""
LARGEST_LOG = 5 * 1024 * 1024


class Server(ABC):
    """One server program in one place. It may have been started by another command."""

    name: str
    variable: str
    """The environment variable that names a server to use instead."""
    stop_signal: signal.Signals
    pid_file: Path
    socket: Path

    def __init__(self, place: Place) -> None:
        self.place = place
        self._process: subprocess.Popen[bytes] | None = None

    @property
    @abstractmethod
    def environment(self) -> dict[str, str]:
        """The variables that lead the portal to this server."""

    @abstractmethod
    def command(self) -> list[str | Path]:
        """The program and its arguments."""

    @abstractmethod
    def prepare(self) -> None:
        """Make the data folder, where it is not there yet."""

    @abstractmethod
    def answers(self) -> bool:
        """Whether it does what it is asked."""

    @abstractmethod
    def complete(self) -> None:
        """What must be there once it answers."""

    def is_listening(self) -> bool:
        """Whether the server lives: the kernel refuses a connection to a dead one."""
        with socket.socket(socket.AF_UNIX) as caller:
            caller.settimeout(2)
            try:
                caller.connect(str(self.socket))
            except OSError:
                return False
            return True

    def ensure(self) -> bool:
        """Have it run and answer. True when it was started, False when it was found alive."""
        found = self.is_listening()
        if not found:
            self._wait_for_the_last_one()
            self.prepare()
            self._start()
        if not processes.wait_until(self._answers_or_died, READY_WITHIN) or not self.answers():
            raise CannotGoOn(f"{self.name} does not answer. {self._last_words()}")
        self.complete()
        return not found

    def stop(self) -> None:
        """End it and wait for that. Nothing happens when it does not run."""
        pid = self.pid()
        if pid is not None:
            processes.end(pid, politely=self.stop_signal, within=20)
        if self._process is not None:
            self._process.wait()
            self._process = None

    def pid(self) -> int | None:
        """Its process by the file it wrote, if that process is really this server."""
        try:
            pid = int(self.pid_file.read_text().split()[0])
        except (OSError, ValueError, IndexError):
            return None
        words = " ".join(processes.command_line(pid))
        return pid if str(self.place.sockets) in words else None

    def _start(self) -> None:
        log = self.place.log_of(self.name.lower())
        is_long = log.exists() and log.stat().st_size > LARGEST_LOG
        with log.open("wb" if is_long else "ab") as output:
            self._process = processes.start(
                self.command(),
                output=output,
                account=self.place.account,
                # The demo's servers may serve several commands: the last one stops them.
                at_our_death=None if self.place.is_lasting else self.stop_signal,
            )

    def _answers_or_died(self) -> bool:
        return (self._process is not None and self._process.poll() is not None) or self.answers()

    def _wait_for_the_last_one(self) -> None:
        """A server that is on its way down still holds the data; a dead one's note is litter."""
        pid = self.pid()
        if pid is not None:
            processes.wait_until(lambda: not processes.is_alive(pid), 2)
            processes.end(pid, politely=self.stop_signal, within=20)
        self.pid_file.unlink(missing_ok=True)

    def _last_words(self) -> str:
        log = self.place.log_of(self.name.lower())
        try:
            lines = log.read_text(errors="replace").splitlines()[-6:]
        except OSError:
            lines = []
        way_on = (
            ["To start over with new data: ./run demo --fresh"] if self.place.is_lasting else []
        )
        return "\n".join([f"Its log, {log}, ends so:", *(f"  {line}" for line in lines), *way_on])
