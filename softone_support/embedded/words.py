"""What the person at the terminal reads."""

import sys


class CannotGoOn(Exception):
    """Why we stop, and what the person can do about it: shown instead of a traceback."""


def say(line: str) -> None:
    """One line about what is going on; standard output stays free for a command's own."""
    print(line, file=sys.stderr, flush=True)
