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
import os
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

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "softone_support.settings.demo")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
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

PROBE = "portal_rls_probe"
SETTING = "portal.customer"
# Without the setting nobody sees anything; "desk" sees all; else one customer's rows.
POLICIES = f"""
CREATE ROLE {PROBE} NOLOGIN;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO {PROBE};
CREATE POLICY own_company ON cases_case USING (
  (SELECT current_setting('{SETTING}', true)) = 'desk'
  OR customer_id = (SELECT nullif(nullif(current_setting('{SETTING}', true), ''), 'desk')::bigint)
);
CREATE POLICY own_company ON cases_message USING (
  (SELECT current_setting('{SETTING}', true)) = 'desk'
  OR EXISTS (SELECT 1 FROM cases_case WHERE cases_case.id = case_id)
);
CREATE INDEX ON cases_case USING gin (to_tsvector('finnish', subject));
"""
TABLES = ("cases_case", "cases_message")
SEARCH = (
    "SELECT id FROM cases_case WHERE to_tsvector('finnish', subject) @@ "
    "plainto_tsquery('finnish', %s) LIMIT 20"
)

Query = tuple[str, Sequence[Any]]


@dataclass
class Page:
    """The queries of one page, and how long all of them took each time (seconds)."""

    name: str
    seen_by: str
    queries: list[Query]
    without: list[float] = field(default_factory=list)
    with_policies: list[float] = field(default_factory=list)

    @property
    def result(self) -> dict[str, Any]:
        off, on = statistics.median(self.without), statistics.median(self.with_policies)
        return {
            "page": self.name,
            "queries": len(self.queries),
            "runs": len(self.without),
            "without_ms": round(off * 1000, 3),
            "with_ms": round(on * 1000, 3),
            "ratio": round(on / off, 2),
        }


def recorded(name: str, seen_by: str, show: Callable[[], object]) -> Page:
    """Show a page once and keep what it asked."""
    queries: list[Query] = []

    def keep(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        queries.append((sql, [_plain(param) for param in params or ()]))
        return execute(sql, params, many, context)

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
        Page("search in subjects (GIN)", "desk", [(SEARCH, [case.subject])]),
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
def as_probe(seen_by: str, *, policies: bool) -> Iterator[psycopg.Cursor]:
    """A cursor of somebody whom policies bind, with the policies on or off."""
    switch = "ENABLE" if policies else "DISABLE"
    with psycopg.Cursor(connection.connection) as cursor:
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} {switch} ROW LEVEL SECURITY")
        cursor.execute("SELECT set_config(%s, %s, true)", [SETTING, seen_by])
        cursor.execute(f"SET LOCAL ROLE {PROBE}")
        yield cursor
        cursor.execute("RESET ROLE")


def run_all(cursor: psycopg.Cursor, queries: Sequence[Query]) -> float:
    """Ask every query of a page and fetch the rows; return the seconds it took."""
    began = time.perf_counter()
    for sql, params in queries:
        cursor.execute(sql, params, prepare=True).fetchall()
    return time.perf_counter() - began


def measure(page: Page, *, runs: int) -> None:
    """One block without and one with policies."""
    for policies, taken in ((False, page.without), (True, page.with_policies)):
        with as_probe(page.seen_by, policies=policies) as cursor:
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
            cursor.execute(POLICIES)
        for _round in range(wanted.rounds):
            for page in measured:
                measure(page, runs=wanted.runs)
        errand = errand_ms(wanted.rounds * wanted.runs)
    results = [page.result for page in measured]
    print(f"{cases:,} cases; median of each page's queries together")
    print(f"{'':28}{'queries':>8}{'runs':>7}{'without':>11}{'with':>11}{'ratio':>8}")
    for row in results:
        print(
            f"{row['page']:28}{row['queries']:>8}{row['runs']:>7}"
            f"{row['without_ms']:>8.3f} ms{row['with_ms']:>8.3f} ms{row['ratio']:>7.2f}×"
        )
    print(f"Telling the database who asks: {errand:.3f} ms a transaction")
    RESULTS.parent.mkdir(exist_ok=True)
    report = {"cases": cases, "pages": results, "errand_ms": errand}
    RESULTS.write_text(json.dumps(report, indent=2) + "\n")


if __name__ == "__main__":
    main()
