from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from softone_support.demo.logins import LOGINS, PASSWORD

_HEADING = ("Role", "Name", "E-mail", "Password")


class Command(BaseCommand):
    help = "Print who may log in to the demo."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Only a demo has logins that are printed.")
        people = User.objects.in_bulk([login.email for login in LOGINS], field_name="email")
        rows = [
            (login.role, people[login.email].full_name, login.email, PASSWORD)
            for login in LOGINS
            if login.email in people
        ]
        if not rows:
            raise CommandError("The demo's data are not loaded yet: start load_demo first.")
        self.stdout.write(_table([_HEADING, *rows]))


def _table(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    ruled = [rows[0], ["-" * width for width in widths], *rows[1:]]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in ruled
    )
