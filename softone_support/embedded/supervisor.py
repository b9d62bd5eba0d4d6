"""Keeps the demo's programs and servers alive until Ctrl-C."""

import json
import select
import signal
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType

from softone_support.embedded import processes
from softone_support.embedded.child import Child
from softone_support.embedded.server import Server
from softone_support.embedded.servers import revive
from softone_support.embedded.words import CannotGoOn, say

LOOK_EVERY = 0.3
STOP_WITHIN = 10.0
SERVER_PAUSE = 5.0


class Supervisor:
    """One loop in one thread: the kernel ends the children when the thread that made them ends."""

    def __init__(self, children: Sequence[Child], servers: Sequence[Server], notes: Path) -> None:
        self.children = list(children)
        self.servers = servers
        self.notes = notes
        """The file that tells the next start what we left, should we be killed."""
        self._is_stopping = False
        self._servers_due_at = 0.0

    def run(self, after_each_look: Callable[[], None] = lambda: None) -> None:
        """Start everything, then look after it until `stop` or a signal."""
        before = {
            sign: signal.signal(sign, self._heed)
            for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        }
        try:
            end_left_overs(self.notes)
            for child in self.children:
                child.start()
            self._note_down()
            while not self._is_stopping:
                self._look_after_all()
                after_each_look()
        finally:
            self._end_all()
            for sign, handler in before.items():
                signal.signal(sign, handler)

    def add(self, children: Sequence[Child]) -> None:
        """Start some more, while running."""
        for child in children:
            child.start()
            self.children.append(child)
        self._note_down()

    def stop(self) -> None:
        """Let `run` come to its end."""
        self._is_stopping = True

    def _heed(self, number: int, frame: FrameType | None) -> None:
        """Ctrl-C stops everything; a second one does not wait."""
        if self._is_stopping:
            for child in self.children:
                child.kill()
        else:
            say("\nStopping …")
        self.stop()

    def _look_after_all(self) -> None:
        outputs = {child.output: child for child in self.children if child.output is not None}
        for output in select.select(list(outputs), [], [], LOOK_EVERY)[0]:
            outputs[output].pass_on_words()
        pids = [child.pid for child in self.children]
        for child in self.children:
            child.look_after(at=time.monotonic())
        if pids != [child.pid for child in self.children]:
            self._note_down()
        if time.monotonic() > self._servers_due_at:
            for server in self.servers:
                self._look_after(server)

    def _look_after(self, server: Server) -> None:
        if server.pid() is not None or server.is_listening():
            return
        say(f"{server.name} is gone; starting it again")
        try:
            revive(server)
        except CannotGoOn as reason:
            say(f"{reason}\nTrying again in {SERVER_PAUSE:g} s")
            self._servers_due_at = time.monotonic() + SERVER_PAUSE

    def _note_down(self) -> None:
        found = [(child.pid, child.command) for child in self.children if child.pid]
        self.notes.write_text(json.dumps(found))

    def _end_all(self) -> None:
        for child in self.children:
            child.ask_to_stop()
        deadline = time.monotonic() + STOP_WITHIN
        for child in self.children:
            child.stop(deadline - time.monotonic())
        self.notes.unlink(missing_ok=True)


def end_left_overs(notes: Path) -> None:
    """End programs that a killed supervisor left, recognised by number and command line."""
    try:
        found = json.loads(notes.read_text())
    except (OSError, ValueError):
        return
    for pid, command in found:
        if processes.command_line(pid) == command:
            say(f"A program of an earlier start still runs (process {pid}); ending it")
            processes.end(pid, politely=signal.SIGTERM, within=5, whole_group=True)
