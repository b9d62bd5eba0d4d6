"""Starting programs so that they end with us, and finding those that did not."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Any

from softone_support.embedded.account import Account

_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None
_PR_SET_PDEATHSIG = 1


def start(
    command: Sequence[str | Path],
    *,
    output: int | IO[bytes],
    account: Account | None = None,
    environment: dict[str, str] | None = None,
    at_our_death: signal.Signals | None = None,
) -> subprocess.Popen[bytes]:
    """Start a program in a session of its own, so that Ctrl-C reaches only us.

    `at_our_death` is the signal that the kernel sends it when we die, even by kill -9 (Linux
    only; it counts from the thread that calls, so call from the main one).
    """
    options: dict[str, Any] = {"cwd": "/", **account.start_options()} if account else {}
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        env=environment,
        start_new_session=True,
        preexec_fn=_follow_parent(at_our_death),  # noqa: PLW1509 we have one thread
        **options,
    )


def run_in_front(command: Sequence[str], environment: dict[str, str]) -> int:
    """Run a program with our terminal and input; return its code as a shell would.

    Ctrl-C reaches it by the terminal, SIGTERM and SIGHUP through us; we wait for its own end.
    """
    program = subprocess.Popen(
        command,
        env=environment,
        preexec_fn=_follow_parent(signal.SIGTERM),  # noqa: PLW1509 we have one thread
    )
    before = {
        sign: signal.signal(sign, lambda number, _: _pass_on(program, number))
        for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    }
    try:
        code = program.wait()
    finally:
        for sign, handler in before.items():
            signal.signal(sign, handler)
    return code if code >= 0 else 128 - code


def _pass_on(program: subprocess.Popen[bytes], number: int) -> None:
    if number != signal.SIGINT:
        program.send_signal(number)


def is_alive(pid: int) -> bool:
    """Whether a process of this number exists and has not merely been left unburied."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return _state(pid) != "Z"


def command_line(pid: int) -> list[str]:
    """The words a process was started with; none when there is no such process."""
    if sys.platform == "linux":
        try:
            words = Path(f"/proc/{pid}/cmdline").read_bytes()
        except OSError:
            return []
        return [os.fsdecode(word) for word in words.split(b"\0") if word]
    found = subprocess.run(
        ["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return found.stdout.split()


def end(pid: int, *, politely: signal.Signals, within: float, whole_group: bool = False) -> None:
    """Ask a process to end, wait, and kill it when it has not ended `within` seconds."""
    send = os.killpg if whole_group else os.kill
    try:
        os.kill(pid, politely)
        if not wait_until(lambda: not is_alive(pid), within):
            send(pid, signal.SIGKILL)
            wait_until(lambda: not is_alive(pid), 5)
    except ProcessLookupError:
        return


def wait_until(condition: Callable[[], bool], within: float) -> bool:
    """Whether the condition came true within so many seconds."""
    until = time.monotonic() + within
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


def _follow_parent(sign: signal.Signals | None) -> Callable[[], None] | None:
    if _LIBC is None or sign is None:
        return None
    libc, parent = _LIBC, os.getpid()

    def ask_the_kernel() -> None:
        libc.prctl(_PR_SET_PDEATHSIG, int(sign))
        if os.getppid() != parent:
            os._exit(1)

    return ask_the_kernel


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (OSError, IndexError):
        return ""
