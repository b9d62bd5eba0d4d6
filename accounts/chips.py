"""What a filter shows above its list."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Choice:
    """One way to narrow a list: a value, its words, the address that chooses it."""

    label: str
    address: str
    is_chosen: bool


@dataclass(frozen=True)
class Chip:
    """One filter above a list: its name, its value if set, and the address without it."""

    name: str
    chosen: str
    without: str
    choices: list[Choice]
