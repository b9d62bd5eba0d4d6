import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts import moment
from knowledgebase.folder.gathering import gather
from knowledgebase.management.progress import Progress
from knowledgebase.services.importing import AT_ONCE, Import
from knowledgebase.services.relating import relate


class Command(BaseCommand):
    help = (
        "Take in the articles of a folder: Markdown with front matter, a file for each language."
        " What has not changed is left alone, so it may be run again and again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["folder"].is_dir():
            raise CommandError(f"{options['folder']} is no folder.")
        found = gather(options["folder"])
        run = Import(at=moment.now(), remarks=found.remarks)
        progress = Progress(self.stderr, len(found.bundles))
        for start in range(0, len(found.bundles), AT_ONCE):
            run.take(found.bundles[start : start + AT_ONCE])
            progress.show(min(start + AT_ONCE, len(found.bundles)))
        run.remarks += relate(found.bundles)
        progress.end()
        for remark in run.remarks:
            self.stderr.write(str(remark))
        refused = sum(1 for remark in run.remarks if remark.is_refusal)
        self.stdout.write(
            f"{run.created} new, {run.changed} changed, {run.unchanged} as they were,"
            f" {refused} refused."
        )
        if refused:
            sys.exit(1)
