"""What PostgreSQL's row-level security would cost: the pages' own queries, without and with it.

Records what the queue, a customer's list and a case page ask of the database, and asks the same
again as prepared statements, in turns without and with policies on cases and messages. All of it
happens in one transaction that is rolled back: role, policies and index leave no trace. The
transaction locks the table of cases, so stop the demo first. Fill the database before:

    ./run manage seed_load --cases 100000
    ./run bench row_level_security
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import django
import psycopg

django.setup()

from django.db import connection, transaction  # noqa: E402 — models need django.setup()

from accounts import moment  # noqa: E402
from accounts.choices import Role  # noqa: E402
from accounts.models import User  # noqa: E402
from cases.models import Case  # noqa: E402
from cases.selectors import company, queue  # noqa: E402
from cases.selectors.case_page import case_page  # noqa: E402

RESULTS = Path(__file__).parent / "results" / "row_level_security.json"
FEWEST_CASES = 10_000
WARM_UP = 8  # psycopg prepares at once; PostgreSQL settles on a plan after five runs
SLOW_BLOCK_SECONDS = 2.0

SETTING = "portal.customer"
# Two ways to build the wall. One role for everybody, whose policy reads who asks: nothing,
# "desk" or the number of a customer. Or a role each for desk and customers, chosen by SET ROLE.
ROLES_AND_POLICIES = f"""
CREATE ROLE probe_free NOLOGIN BYPASSRLS;
CREATE ROLE probe_one NOLOGIN;
CREATE ROLE probe_desk NOLOGIN;
CREATE ROLE probe_customer NOLOGIN;
GRANT SELECT ON ALL TABLES IN SCHEMA public
  TO probe_free, probe_one, probe_desk, probe_customer;
ALTER TABLE cases_case ENABLE ROW LEVEL SECURITY;
ALTER TABLE cases_message ENABLE ROW LEVEL SECURITY;

CREATE POLICY one ON cases_case TO probe_one USING (
  (SELECT current_setting('{SETTING}', true)) = 'desk'
  OR customer_id = (SELECT nullif(nullif(current_setting('{SETTING}', true), ''), 'desk')::bigint)
);
CREATE POLICY one ON cases_message TO probe_one USING (
  (SELECT current_setting('{SETTING}', true)) = 'desk'
  OR EXISTS (SELECT 1 FROM cases_case WHERE cases_case.id = case_id)
);
CREATE POLICY desk ON cases_case TO probe_desk USING (true);
CREATE POLICY desk ON cases_message TO probe_desk USING (true);
CREATE POLICY customer ON cases_case TO probe_customer USING (
  customer_id = (SELECT nullif(current_setting('{SETTING}', true), '')::bigint)
);
CREATE POLICY customer ON cases_message TO probe_customer USING (
  EXISTS (SELECT 1 FROM cases_case WHERE cases_case.id = case_id)
);
CREATE INDEX ON cases_case USING gin (to_tsvector('finnish', subject));
"""
WALLS = ("none", "one role", "two roles")
SEARCH = (
    "SELECT id FROM cases_case WHERE to_tsvector('finnish', subject) @@ "
    "plainto_tsquery('finnish', %s) LIMIT 20"
)

Query = tuple[str, Sequence[Any]]


@dataclass
class Page:
    """The queries of one page, and how long all of them took each time, by wall (seconds)."""

    name: str
    seen_by: str
    queries: list[Query]
    taken: dict[str, list[float]] = field(default_factory=lambda: {wall: [] for wall in WALLS})

    def role(self, wall: str) -> str:
        """The database role that asks, by which the policies are chosen."""
        side = "desk" if self.seen_by == "desk" else "customer"
        return {"none": "probe_free", "one role": "probe_one", "two roles": f"probe_{side}"}[wall]

    @property
    def medians_ms(self) -> dict[str, float]:
        return {wall: statistics.median(taken) * 1000 for wall, taken in self.taken.items()}


def recorded(name: str, seen_by: str, show: Callable[[], object]) -> Page:
    """Show a page twice and keep what it asked the second time, when caches are warm."""
    show()
    queries: list[Query] = []

    def keep(execute: Any, sql: str, params: Any, *more: Any) -> Any:
        queries.append((sql, [_plain(param) for param in params or ()]))
        return execute(sql, params, *more)

    with connection.execute_wrapper(keep):
        show()
    return Page(name, seen_by, queries)


def _plain(param: Any) -> Any:
    """A member of a list of choices as the text it is; psycopg knows no other."""
    return str(param) if isinstance(param, str) else param


def pages() -> list[Page]:
    """Every page that is measured, as somebody of the data sees it."""
    at = moment.now()
    case = (
        Case.objects.unhandled()
        .filter(customer__superusers__ended_on__isnull=True, customer__superusers__isnull=False)
        .select_related("customer", "team")
        .order_by("-pk")[0]
    )
    desk = User.objects.with_role(Role.SPECIALIST).filter(team=case.team)[0]
    person = User.objects.speaking_for(case.customer)[0]
    customer = str(case.customer_id)

    def show_case(user: User) -> None:
        case_page(Case.objects.visible_to(user).for_a_page().get(pk=case.pk), user, at=at)

    return [
        recorded("queue, 50 rows", "desk", lambda: _queue_rows(desk, at)),
        recorded("queue, counts", "desk", lambda: queue.counts(desk, desk.team, at=at)),
        recorded("case page, desk", "desk", lambda: show_case(desk)),
        recorded("customer's open cases", customer, lambda: company.open_rows(person, at=at)),
        recorded("customer's handled cases", customer, lambda: company.handled_rows(person, at=at)),
        recorded("case page, customer", customer, lambda: show_case(person)),
        Page("search in subjects, desk", "desk", [(SEARCH, [case.subject])]),
        Page("search in subjects, customer", customer, [(SEARCH, [case.subject])]),
    ]


def _queue_rows(user: User, at: Any) -> None:
    queue.page(queue.in_scope(user, user.team), at=at)


# --- Measuring ----------------------------------------------------------------------------


@contextmanager
def undone() -> Iterator[None]:
    """One transaction of which nothing stays."""
    transaction.set_autocommit(False)
    try:
        yield
    finally:
        transaction.rollback()
        transaction.set_autocommit(True)


@contextmanager
def asking_as(role: str, seen_by: str) -> Iterator[psycopg.Cursor]:
    """A cursor of a role that policies bind, which has said who asks."""
    with psycopg.Cursor(connection.connection) as cursor:
        cursor.execute("SELECT set_config(%s, %s, true)", [SETTING, seen_by])
        cursor.execute(f"SET LOCAL ROLE {role}")
        yield cursor
        cursor.execute("RESET ROLE")


def run_all(cursor: psycopg.Cursor, queries: Sequence[Query]) -> float:
    """Ask every query of a page and fetch the rows; return the seconds it took."""
    began = time.perf_counter()
    for sql, params in queries:
        cursor.execute(sql, params, prepare=True).fetchall()
    return time.perf_counter() - began


def measure(page: Page, *, runs: int) -> None:
    """One block of runs behind each wall."""
    for wall, taken in page.taken.items():
        with asking_as(page.role(wall), page.seen_by) as cursor:
            for _run in range(WARM_UP):
                run_all(cursor, page.queries)
            until = time.perf_counter() + SLOW_BLOCK_SECONDS
            for _run in range(runs):
                taken.append(run_all(cursor, page.queries))
                if time.perf_counter() > until:
                    break


def errand_ms(runs: int) -> float:
    """What it costs to tell the database, once a transaction, who is asking (median, ms)."""
    with psycopg.Cursor(connection.connection) as cursor:
        errand = [("SELECT set_config(%s, %s, true)", [SETTING, "1"])]
        taken = [run_all(cursor, errand) for _run in range(runs)]
    return round(statistics.median(taken) * 1000, 3)


def report(measured: list[Page], *, cases: int, errand: float) -> dict[str, Any]:
    """Print the table; return it for the JSON."""
    print(f"{cases:,} cases; median of all queries of a page, and how many times as long")
    print(f"{'':30}{'queries':>8}{'without':>12}{'one role':>11}{'two roles':>11}")
    rows = []
    for page in measured:
        medians = page.medians_ms
        ratios = {wall: medians[wall] / medians["none"] for wall in WALLS[1:]}
        print(
            f"{page.name:30}{len(page.queries):>8}{medians['none']:>9.3f} ms"
            + "".join(f"{ratio:>10.2f}×" for ratio in ratios.values())
        )
        runs = {wall: len(taken) for wall, taken in page.taken.items()}
        rows.append({"page": page.name, "median_ms": medians, "ratio": ratios, "runs": runs})
    print(f"Telling the database who asks: {errand:.3f} ms a transaction")
    return {"cases": cases, "pages": rows, "errand_ms": errand}


def main() -> None:
    """Measure, print the table, write the JSON."""
    parser = argparse.ArgumentParser(prog="./run bench row_level_security")
    parser.add_argument("--rounds", type=int, default=6, help="turns of each page (default 6)")
    parser.add_argument("--runs", type=int, default=100, help="runs a turn (default 100)")
    wanted = parser.parse_args()
    cases = Case.objects.count()
    if cases < FEWEST_CASES:
        sys.exit(f"{cases} cases tell nothing. First: ./run manage seed_load --cases 100000")
    measured = pages()
    with undone():
        with connection.cursor() as cursor:
            cursor.execute(ROLES_AND_POLICIES)
        for _round in range(wanted.rounds):
            for page in measured:
                measure(page, runs=wanted.runs)
        errand = errand_ms(wanted.rounds * wanted.runs)
    RESULTS.parent.mkdir(exist_ok=True)
    found = report(measured, cases=cases, errand=errand)
    RESULTS.write_text(json.dumps(found, indent=2) + "\n")


if __name__ == "__main__":
    main()
