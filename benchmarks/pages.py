"""What the busiest pages cost: CPU per view as a ratio to a bare Django view, queries, bytes.

Runs in one process against the database of `./run manage` (seed it first, for example
`./run manage seed_load --cases 100000`). Ratios of one run compare; milliseconds do not.
"""

import argparse
import gzip
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import brotli
import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection, reset_queries  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.urls import include, path  # noqa: E402

from accounts.choices import Role  # noqa: E402
from accounts.models import User  # noqa: E402
from cases.models import Case  # noqa: E402

RESULTS = Path(__file__).resolve().parent / "results"


def bare(request: HttpRequest) -> HttpResponse:
    """The least a view can do behind the portal's whole middleware."""
    return HttpResponse("ok")


urlpatterns = [path("bare/", bare), path("", include("softone_support.urls"))]


def main() -> None:
    arguments = _arguments()
    desk = User.objects.with_role(Role.SPECIALIST).filter(team__isnull=False).first()
    customer = (
        User.objects.filter(role="", is_active=True, memberships__ended_on__isnull=True)
        .order_by("pk")
        .first()
    )
    case = Case.objects.unhandled().by_deadline().first()
    if not (desk and customer and case):
        sys.exit("There are no cases to measure with: ./run manage seed_load --cases 100000")
    with override_settings(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"], DEBUG=False):
        staff, own = _browser(desk), _browser(customer)
        rows = [
            _measured("bare view", lambda: staff.get("/bare/"), arguments.views),
            _measured("queue", lambda: staff.get("/queue/?team=all"), arguments.views),
            _measured("queue, own team", lambda: staff.get("/queue/"), arguments.views),
            _measured("case, desk", lambda: staff.get(case.get_absolute_url()), arguments.views),
            _measured("home, customer", lambda: own.get("/"), arguments.views),
            _measured("new case", lambda: own.get("/cases/new/?level=2"), arguments.views),
        ]
    _print(rows, cases=Case.objects.count())
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "pages.json").write_text(json.dumps(rows, indent=2))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--views", type=int, default=100, help="views a page (100)")
    return parser.parse_args()


def _browser(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def _measured(name: str, view: Callable[[], HttpResponse], views: int) -> dict[str, object]:
    for _warm in range(3):
        answer = view()
    if answer.status_code != 200:
        sys.exit(f"{name}: {answer.status_code}")
    connection.force_debug_cursor = True
    reset_queries()
    view()
    queries = len(connection.queries)
    connection.force_debug_cursor = False
    began, clock = time.process_time(), time.perf_counter()
    for _view in range(views):
        view()
    return {
        "page": name,
        "cpu_ms": (time.process_time() - began) / views * 1000,
        "wall_ms": (time.perf_counter() - clock) / views * 1000,
        "queries": queries,
        "bytes": len(answer.content),
        "gzip": len(gzip.compress(answer.content, 6)),
        "brotli": len(brotli.compress(answer.content, quality=5)),
    }


def _print(rows: list[dict[str, object]], *, cases: int) -> None:
    print(f"{cases:,} cases")
    print(
        f"{'page':<18}{'x bare':>8}{'CPU ms':>9}{'wall ms':>9}{'queries':>9}{'kB':>7}{'br kB':>7}"
    )
    unit = float(str(rows[0]["cpu_ms"]))
    for row in rows:
        cpu, wall = float(str(row["cpu_ms"])), float(str(row["wall_ms"]))
        size, small = int(str(row["bytes"])) / 1024, int(str(row["brotli"])) / 1024
        print(
            f"{row['page']:<18}{cpu / unit:>8.1f}{cpu:>9.2f}{wall:>9.2f}"
            f"{row['queries']:>9}{size:>7.1f}{small:>7.1f}"
        )


if __name__ == "__main__":
    main()
