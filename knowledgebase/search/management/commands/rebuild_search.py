from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts import moment  # noqa: F401
from knowledgebase.search import lemmas, services, sources


class Command(BaseCommand):
    help = (
        "Describes everything that can be found anew. Search answers meanwhile. "
        "It can be interrupted and goes on with --since."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--kind", choices=[source.kind for source in sources.all_sources()])
        parser.add_argument("--since", default="", help="go on after this key")

    def handle(self, *args: Any, **options: Any) -> None:
        lemmas.build()
        known = [source.kind for source in sources.all_sources()]
        kinds = [options["kind"]] if options["kind"] else known
        if options["since"] and len(kinds) > 1:
            raise CommandError("--since needs --kind: keys belong to one kind.")
        done: dict[str, int] = {}

        def told(kind: str, count: int, last: str) -> None:
            done[kind] = done.get(kind, 0) + count
            self.stderr.write(f"\r{kind}: {done[kind]} (--since {last}) ", ending="")

        services.rebuild(kinds, since=options["since"], told=told)
        self.stderr.write("")
        for kind, count in done.items():
            self.stdout.write(f"{kind}: {count}")
