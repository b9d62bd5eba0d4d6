"""The shape of what a benchmark tells."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One measured number, and what it must be: at least the target, or at most."""

    name: str
    measured: float
    unit: str
    target: float | None = None
    at_most: bool = False
    words: str = ""
    digits: int = 0

    @property
    def holds(self) -> bool:
        if self.target is None:
            return True
        return self.measured <= self.target if self.at_most else self.measured >= self.target
