"""Locks between commands: the kernel lets go of them however a command ends."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


@contextmanager
def locked(path: Path, *, shared: bool = False, wait: bool = True) -> Iterator[IO[str]]:
    """Hold a lock on a file meanwhile. BlockingIOError when it is taken and we do not wait."""
    with path.open("a+") as file:
        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        fcntl.flock(file, kind if wait else kind | fcntl.LOCK_NB)
        yield file


def is_free(path: Path) -> bool:
    """Whether no command holds the lock."""
    try:
        with locked(path, wait=False):
            return True
    except BlockingIOError:
        return False


def is_last_holder(file: IO[str]) -> bool:
    """Whether nobody else holds this shared lock; if so, it is now ours alone."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
