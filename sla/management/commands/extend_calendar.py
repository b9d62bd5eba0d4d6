from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sla import almanac, services
from sla.choices import DEFAULT_CALENDAR
from sla.models import Calendar


class Command(BaseCommand):
    help = "Enter the public holidays of the years to come, so that deadlines can reach them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--until", type=int, required=True, metavar="YEAR")
        parser.add_argument("--calendar", choices=almanac.COUNTRIES, default=DEFAULT_CALENDAR)

    def handle(self, *args: Any, **options: Any) -> None:
        calendar = Calendar.objects.get(key=options["calendar"])
        if options["until"] <= calendar.known_until.year:
            raise CommandError(f"The calendar is already known until {calendar.known_until}.")
        entered = services.extend_calendar(calendar, until=options["until"])
        self.stdout.write(
            f"{calendar}: {entered} days entered; known until {calendar.known_until}."
        )
