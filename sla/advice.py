"""Which level two answers speak for: nine rows that the form asks for, held like the levels."""

from time import monotonic

from sla import hours
from sla.models import LevelAdvice

# How far the work goes on, and whether there is a way round.
Answers = tuple[str, str]

_held: dict[Answers, int] = {}
_read_at = float("-inf")


def advice_in_use() -> dict[Answers, int]:
    """Return the number of the level that each pair of answers speaks for (B5).

    A process asks the database at most every `hours.CHECK_EVERY_SECONDS`, so an edit is noticed
    everywhere within seconds.
    """
    global _held, _read_at  # noqa: PLW0603 one set for the whole process
    if monotonic() - _read_at >= hours.CHECK_EVERY_SECONDS:
        rows = LevelAdvice.objects.values_list("work", "way_round", "level_id")
        _held = {(work, way_round): number for work, way_round, number in rows}
        _read_at = monotonic()
    return _held


def advise(work: str, way_round: str) -> int | None:
    """Return the level that two answers speak for; None unless both are given."""
    return advice_in_use().get((work, way_round)) if work and way_round else None


def look_again() -> None:
    """Let the next question ask the database whether the advice has changed."""
    global _read_at  # noqa: PLW0603
    _read_at = float("-inf")
