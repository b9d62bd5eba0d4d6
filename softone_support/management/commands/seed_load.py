import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts import moment
from softone_support.demo.seeding import seed


class Command(BaseCommand):
    help = "Add a great many cases for measuring speed. Only where the settings are a demo's."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--cases", type=int, required=True, help="so many cases are added")
        parser.add_argument("--customers", type=int, default=1000, help="and so many customers")
        parser.add_argument("--replies-per-case", type=int, default=3, dest="replies")

    def handle(self, *args: Any, cases: int, customers: int, replies: int, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("These settings are no demo's: nothing was written.")
        if cases < 1 or customers < 1 or replies < 0:
            raise CommandError("There must be at least one case and one customer.")
        began = time.monotonic()

        def tell(done: int) -> None:
            took = time.monotonic() - began
            line = f"\r{done:,} of {cases:,} cases, {took:.0f} s, {done / took:,.0f} a second "
            self.stderr.write(line, ending="")
            self.stderr.flush()

        seed(cases=cases, customers=customers, replies=replies, now=moment.now(), progress=tell)
        self.stderr.write("")
        self.stdout.write(
            f"Added {cases:,} cases of {customers:,} customers in {time.monotonic() - began:.1f} s."
        )
