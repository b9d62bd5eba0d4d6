"""One program under the supervisor: web, worker or beat."""

import os
import signal
import subprocess
import time
from contextlib import suppress

from softone_support.embedded import processes
from softone_support.embedded.words import say

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
LIVED_WELL = 60.0
"""Seconds of life after which a death counts as the first again."""


class Child:
    """Restarts its program after each death, with a pause that doubles."""

    def __init__(self, name: str, command: list[str], environment: dict[str, str]) -> None:
        self.name = name
        self.command = command
        self._environment = environment
        self._process: subprocess.Popen[bytes] | None = None
        self._pause = FIRST_PAUSE
        self._started_at = 0.0
        self._due_at = 0.0
        self._unfinished = b""

    @property
    def pid(self) -> int | None:
        """Its process, while there is one."""
        return self._process.pid if self._process else None

    @property
    def output(self) -> int | None:
        """The file number to wait on for its words."""
        return self._process.stdout.fileno() if self._process and self._process.stdout else None

    def start(self) -> None:
        """Start the program now."""
        self._started_at = time.monotonic()
        self._process = processes.start(
            self.command,
            output=subprocess.PIPE,
            environment=self._environment,
            at_our_death=signal.SIGTERM,
        )
        os.set_blocking(self._process.stdout.fileno(), False)  # type: ignore[union-attr]

    def look_after(self, *, at: float) -> None:
        """Notice a death, and start again when the pause is over. `at` is monotonic."""
        if self._process is None:
            if at >= self._due_at:
                self.start()
        elif self._process.poll() is not None:
            self._bury(at)

    def pass_on_words(self) -> None:
        """Print what it has said since, whole lines, each with its name in front."""
        if self.output is None:
            return
        try:
            said = os.read(self.output, 65536)
        except (BlockingIOError, OSError):
            return
        *lines, self._unfinished = (self._unfinished + said).split(b"\n")
        for line in lines:
            say(f"{self.name:<7}| {line.decode(errors='replace')}")

    def ask_to_stop(self) -> None:
        """Let it finish what it is doing."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()

    def kill(self) -> None:
        """End the program and whatever it started, now."""
        if self._process is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)

    def stop(self, within: float) -> None:
        """Wait so many seconds for its end, then take that of its whole group."""
        if self._process is None:
            return
        try:
            self._process.wait(max(within, 0.01))
        except subprocess.TimeoutExpired:
            say(f"{self.name} did not stop by itself; killed")
        self._end_group()

    def _bury(self, at: float) -> None:
        assert self._process is not None
        code = self._process.returncode
        how = (
            f"was killed by {signal.Signals(-code).name}" if code < 0 else f"ended with code {code}"
        )
        self.pass_on_words()
        if at - self._started_at > LIVED_WELL:
            self._pause = FIRST_PAUSE
        self._due_at = at + self._pause
        say(f"{self.name} {how}; starting it again in {self._pause:g} s")
        self._pause = min(self._pause * 2, LONGEST_PAUSE)
        self._end_group()

    def _end_group(self) -> None:
        """Nothing that the program started may outlive it: two workers would be too many."""
        assert self._process is not None
        self.kill()
        self._process.wait()
        self._process.stdout.close()  # type: ignore[union-attr]
        self._process = None
        self._unfinished = b""
