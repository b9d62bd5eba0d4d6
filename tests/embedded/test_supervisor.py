"""The demo's supervisor with programs that do nothing."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from softone_support.embedded import child, processes
from softone_support.embedded.child import Child
from softone_support.embedded.supervisor import Supervisor, end_left_overs

SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]


def kill_once(sleeper: Child, supervisor: Supervisor) -> Callable[[], None]:
    """After each look: kill the first process, stop when there is a second."""
    pids: list[int] = []

    def look() -> None:
        if sleeper.pid and sleeper.pid not in pids:
            pids.append(sleeper.pid)
            if len(pids) == 1:
                os.kill(sleeper.pid, signal.SIGKILL)
            else:
                supervisor.stop()

    return look


def test_a_killed_program_is_started_again_with_one_clear_line(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    sleeper = Child("worker", SLEEPER, dict(os.environ))
    supervisor = Supervisor([sleeper], [], tmp_path / "children.json")

    supervisor.run(kill_once(sleeper, supervisor))

    assert capfd.readouterr().err == "worker was killed by SIGKILL; starting it again in 0.5 s\n"
    assert sleeper.pid is None
    assert not (tmp_path / "children.json").exists()


def test_the_pause_doubles_while_a_program_keeps_failing(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child, "FIRST_PAUSE", 0.01)
    failing = Child("web", [sys.executable, "-c", "print('no'); exit(3)"], dict(os.environ))
    supervisor = Supervisor([failing], [], tmp_path / "children.json")

    supervisor.run(lambda: supervisor.stop() if failing._pause >= 0.08 else None)

    lines = capfd.readouterr().err.splitlines()
    assert [line for line in lines if "|" not in line] == [
        f"web ended with code 3; starting it again in {pause} s" for pause in (0.01, 0.02, 0.04)
    ]
    assert "web    | no" in lines


def test_a_program_that_ignores_the_request_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("softone_support.embedded.supervisor.STOP_WITHIN", 0.3)
    words = "import signal, time; signal.signal(15, signal.SIG_IGN); print('deaf', flush=True)"
    deaf = Child("worker", [sys.executable, "-c", f"{words}; time.sleep(60)"], dict(os.environ))
    supervisor = Supervisor([deaf], [], tmp_path / "children.json")
    began = time.monotonic()

    supervisor.run(lambda: supervisor.stop() if time.monotonic() - began > 1 else None)

    assert deaf.pid is None


def test_programs_left_by_a_killed_supervisor_are_ended_and_others_are_not(tmp_path: Path) -> None:
    left, other = (subprocess.Popen(SLEEPER, start_new_session=True) for _ in range(2))
    processes.wait_until(lambda: processes.command_line(left.pid) == SLEEPER, 5)
    notes = tmp_path / "children.json"
    notes.write_text(
        f'[[{left.pid}, ["{sys.executable}", "-c", "import time; time.sleep(60)"]],'
        f' [{other.pid}, ["something", "else"]]]'
    )

    end_left_overs(notes)

    assert left.wait(5) == -signal.SIGTERM
    assert other.poll() is None
    other.kill()
    other.wait()
