"""Which level two answers speak for: nine rows that the form asks for."""

from accounts.held import Held
from sla.models import LevelAdvice

# How far the work goes on, and whether there is a way round.
Answers = tuple[str, str]


def _read() -> dict[Answers, int]:
    rows = LevelAdvice.objects.values_list("work", "way_round", "level_id")
    return {(work, way_round): number for work, way_round, number in rows}


_held = Held(_read)
look_again = _held.look_again


def advice_in_use() -> dict[Answers, int]:
    """Return the number of the level that each pair of answers speaks for (B5)."""
    return _held.rows()


def advise(work: str, way_round: str) -> int | None:
    """Return the level that two answers speak for; None unless both are given."""
    return advice_in_use().get((work, way_round)) if work and way_round else None
