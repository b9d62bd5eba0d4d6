"""How long promises took, in hours of opening time: the bounds that a histogram counts between."""

from dataclasses import dataclass
from itertools import pairwise

from django.db.models import Q
from django.utils.translation import gettext as _

from sla.choices import ClockKind

HOUR = 3600
# The start is promised in 1, 4, 12 or 48 hours. For the solution: an open day has 7 hours, a
# week 33, a month about 140, a year about 1,660 (B5, B6).
BOUNDS = {
    ClockKind.HANDLING: (0, 1, 2, 4, 8, 12, 24, 48),
    ClockKind.RESOLUTION: (0, 4, 7, 16, 33, 66, 140, 420, 840),
}


@dataclass(frozen=True)
class Bucket:
    """From so many hours, but not so many; the last has no end, that of the unknown no bounds."""

    low: int | None
    high: int | None

    @property
    def key(self) -> str:
        """Its name in an address: "4-8", "48-"."""
        return "unknown" if self.low is None else f"{self.low}-{self.high or ''}"

    @property
    def label(self) -> str:
        if self.low is None:
            return _("Not known or not over")
        if self.high is None:
            return _("%(hours)s h or more") % {"hours": self.low}
        if not self.low:
            return _("Under %(hours)s h") % {"hours": self.high}
        return _("%(low)s–%(high)s h") % {"low": self.low, "high": self.high}

    def contains(self, name: str) -> Q:
        """The condition that a field of seconds lies in it."""
        if self.low is None:
            return Q(**{f"{name}__isnull": True})
        low = Q(**{f"{name}__gte": self.low * HOUR})
        return low if self.high is None else low & Q(**{f"{name}__lt": self.high * HOUR})


# Promises that were missed and are not made good, and clocks from before time was counted.
UNKNOWN = Bucket(None, None)


def buckets(kind: str) -> list[Bucket]:
    """The buckets of one promise, shortest first."""
    bounds = BOUNDS[ClockKind(kind)]
    return [*(Bucket(*pair) for pair in pairwise(bounds)), Bucket(bounds[-1], None)]


def bucket_of(kind: str, key: str) -> Bucket | None:
    """The bucket that an address names."""
    return next((bucket for bucket in (*buckets(kind), UNKNOWN) if bucket.key == key), None)


def bounds_in_seconds(kind: ClockKind) -> list[int]:
    return [hours * HOUR for hours in BOUNDS[kind]]
