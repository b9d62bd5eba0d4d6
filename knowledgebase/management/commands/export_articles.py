from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from knowledgebase.folder.exporting import Export
from knowledgebase.management.progress import Progress
from knowledgebase.models import Article


class Command(BaseCommand):
    help = "Write every article to a folder, as Markdown files that import_articles takes in again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = options["folder"]
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise CommandError(f"{folder}: {fault.strerror}") from fault
        progress, done = Progress(self.stderr, Article.objects.count()), 0
        for done, _article in enumerate(Export(folder).write_all(), start=1):
            progress.show(done)
        progress.end()
        self.stdout.write(f"{done} articles written to {folder}.")
