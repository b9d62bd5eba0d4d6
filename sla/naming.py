"""What a clock is for, in words and with an address, for people who look at clocks.

A clock has never heard of what it is for; whoever starts clocks says so here, once, when the
portal starts (`softone_support/wiring.py`).
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Named:
    words: str
    url: str


Namer = Callable[[Collection[int]], dict[int, Named]]


def _nobody(_clocks: Collection[int]) -> dict[int, Named]:
    return {}


# One place for one namer: filled once, when the portal starts.
_namers: list[Namer] = [_nobody]


def set_namer(namer: Namer) -> None:
    """Say who knows what clocks are for: a function of their ids."""
    _namers[0] = namer


def names_of(clocks: Collection[int]) -> dict[int, Named]:
    """Return what these clocks are for, by their ids; what nobody knows is left out."""
    return _namers[0](clocks)
