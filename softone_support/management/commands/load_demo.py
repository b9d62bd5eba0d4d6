from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts import moment
from softone_support.demo import loading


class Command(BaseCommand):
    help = "Load the demo's customers, staff and cases, once. Only where the settings are a demo's."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("These settings are no demo's: nothing was loaded.")
        if loading.is_loaded():
            self.stdout.write("The demo's data are there already.")
            return
        self.stdout.write("Loading the demo's data …")
        count = loading.load(now=moment.now())
        self.stdout.write(f"Loaded {count} cases with their history.")
