"""Every figure of a report in one question: how many promises were kept, and how long they took."""

from dataclasses import dataclass, replace
from enum import StrEnum

from accounts.models import User
from cases.selectors.reports.periods import Period
from cases.selectors.reports.promises import Promises, Wanted, ask, promises
from cases.selectors.reports.spread import BOUNDS, UNKNOWN, bounds_in_seconds, buckets

# We want to keep so many promises of a hundred.
TARGET_SHARE = 95


class By(StrEnum):
    """What promises are grouped by."""

    ALL = "all"
    LEVEL = "level"
    MONTH = "month"
    TEAM = "team"
    MODULE = "module"
    CUSTOMER = "customer"
    CAUSE = "cause"
    TOOK = "took"


@dataclass(frozen=True)
class Figure:
    """The promises of one kind in one group.

    `median` and `ninth` are the opening seconds within which half and nine tenths of those were
    kept, or made good, that have ended; None where nothing is known.
    """

    kind: str
    by: By
    key: str
    kept: int
    total: int
    median: float | None = None
    ninth: float | None = None

    @property
    def missed(self) -> int:
        return self.total - self.kept

    @property
    def percent(self) -> int:
        """How many of a hundred were kept, rounded down: 95 is never said of fewer."""
        return self.kept * 100 // self.total

    @property
    def to_target(self) -> int:
        return self.percent - TARGET_SHARE


def _bucket() -> str:
    """The number of the bucket that a promise falls into, from 1; 0 where it is not known."""
    numbers = " ".join(
        f"WHEN '{kind.value}' THEN width_bucket(used, ARRAY{bounds_in_seconds(kind)})"
        for kind in BOUNDS
    )
    return f"coalesce(CASE promise_kind {numbers} END, 0)::text"


_KEYS = {
    By.ALL: "''",
    By.LEVEL: "promised_level::text",
    By.TEAM: "team_id::text",
    By.MODULE: "module_id::text",
    By.CUSTOMER: "customer_id::text",
    By.CAUSE: "cause",
    By.TOOK: _bucket(),
    By.MONTH: "to_char(settled_at AT TIME ZONE 'Europe/Helsinki', 'YYYY-MM')",
}
# So many groups are named at the most, those with the most misses first.
MOST_GROUPS = 200
_LENGTHS = "percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY used)"
_GROUPED = """
    SELECT promise_kind, '{by}' AS by, key, kept, total, lengths, place FROM (
        SELECT
            promise_kind, key,
            count(*) FILTER (WHERE is_kept) AS kept, count(*) AS total, {lengths} AS lengths,
            row_number() OVER (
                PARTITION BY promise_kind
                ORDER BY count(*) FILTER (WHERE NOT is_kept) DESC, count(*) DESC, key
            ) AS place
        FROM (SELECT *, {key} AS key FROM promise) AS keyed GROUP BY promise_kind, key
    ) AS grouped WHERE place <= %s
"""


def figures(user: User, wanted: Wanted, *, customers: int, months: Period) -> list[Figure]:
    """Every figure of a period, in each group those with the most misses first.

    Of the customers only the first so many; by month, the figures of another period. One
    question, or two, however many promises there are.
    """
    groups = {
        **dict.fromkeys((By.ALL, By.LEVEL, By.TEAM, By.MODULE, By.CAUSE, By.TOOK), MOST_GROUPS),
        By.CUSTOMER: customers,
    }
    by_month = {By.MONTH: MOST_GROUPS}
    if months.days == wanted.period.days:
        return _asked(promises(user, wanted), groups | by_month)
    of_months = promises(user, replace(wanted, period=months))
    return _asked(promises(user, wanted), groups) + _asked(of_months, by_month)


def totals(user: User, wanted: Wanted) -> list[Figure]:
    """How each kind of promise was kept, of all that are wanted."""
    return _asked(promises(user, wanted), {By.ALL: MOST_GROUPS})


def count(user: User, wanted: Wanted) -> int:
    """How many promises there are."""
    [(total,)] = ask(promises(user, wanted), "SELECT count(*) FROM promise")
    return total


def _asked(rows: Promises, groups: dict[By, int]) -> list[Figure]:
    union = " UNION ALL ".join(_grouped(by) for by in groups)
    question = f"SELECT * FROM ({union}) AS figure ORDER BY promise_kind, by, place"  # noqa: S608
    found = ask(rows, question, groups.values())
    return [
        Figure(kind, By(by), _key(kind, By(by), key), kept, total, *(lengths or ()))
        for kind, by, key, kept, total, lengths, _place in found
    ]


def _grouped(by: By) -> str:
    has_lengths = by in {By.ALL, By.LEVEL}
    lengths = _LENGTHS if has_lengths else "NULL::float8[]"
    return _GROUPED.format(by=by.value, key=_KEYS[by], lengths=lengths)


def _key(kind: str, by: By, key: str) -> str:
    """The key as an address has it; the database numbers the buckets."""
    if by != By.TOOK:
        return key
    return (buckets(kind)[int(key) - 1] if int(key) else UNKNOWN).key
