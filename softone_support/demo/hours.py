"""How long the demo's people work on its cases, and what they write about it."""

from collections.abc import Mapping
from dataclasses import dataclass

from softone_support.demo.content import Verb


@dataclass(frozen=True)
class Work:
    """The least that a deed takes, in minutes, and what it is called."""

    minutes: int
    about: str = ""


# Everything else is done in passing. People write Finnish to one another.
_WORK: Mapping[Verb, Work] = {
    Verb.REPLY: Work(15),
    Verb.NOTE: Work(10),
    Verb.ASK: Work(10, "Selvitys"),
    Verb.FIND_WAY_ROUND: Work(45, "Kiertotien etsiminen ja kokeilu"),
    Verb.PROPOSE: Work(30, "Ratkaisu ja vastaus"),
    Verb.OFFER: Work(60, "Tarjouksen laatiminen"),
    Verb.MOVE_ON: Work(75, "Korjaus ja testaus"),
}
_STEP = 5
# One person in four forgets, as people do.
_FORGETFUL = 4
_LETTERS_A_STEP = 60


def work_of(verb: Verb, words: str, *, place: int) -> Work | None:
    """What somebody records of one deed; `place` tells the deeds of a story apart."""
    work = _WORK.get(verb)
    if work is None or place % _FORGETFUL == 0:
        return None
    more = len(words) // _LETTERS_A_STEP + place % 5
    return Work(work.minutes + more * _STEP, work.about)
