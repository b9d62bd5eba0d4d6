import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from accounts import moment
from accounts.choices import Language
from knowledgebase.asking import best_articles


class Command(BaseCommand):
    help = (
        "Searches the articles as the page does. Reads lines of id, tab, words; prints a line of "
        'JSON for each: {"id": …, "results": [keys of articles, the best first]}.'
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--language", choices=Language.values, default=Language.FINNISH)
        parser.add_argument("--top", type=int, default=10)
        parser.add_argument(
            "--audience", choices=["customers", "staff"], default="customers", help="who searches"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        for line in sys.stdin:
            name, _, words = line.rstrip("\r\n").partition("\t")
            if not name and not words:
                continue
            found = best_articles(
                words,
                options["language"],
                for_staff=options["audience"] == "staff",
                limit=options["top"],
                at=moment.now(),
            )
            answer = {"id": name, "results": found}
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
