from typing import Any

from django.core.management.base import BaseCommand

from accounts.rolewords import as_markdown


class Command(BaseCommand):
    help = "Print who may do what, as docs/roles.md holds it: ./run manage roles > docs/roles.md"

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(as_markdown(), ending="")
