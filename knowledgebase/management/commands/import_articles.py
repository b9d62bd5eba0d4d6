from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts import moment
from knowledgebase.folder.gathering import Bundle, gather
from knowledgebase.management.progress import Progress
from knowledgebase.search import services as search
from knowledgebase.search.models import Change
from knowledgebase.services.importing import AT_ONCE, Import
from knowledgebase.services.relating import relate

INDEXED_AT_ONCE = 200


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
        try:
            self._take(run, found.bundles)
            self._make_findable()
        except KeyboardInterrupt:
            words = "Broken off. What came in stays; run it again for the rest."
            raise CommandError(words, returncode=130) from None
        for remark in run.remarks:
            self.stderr.write(str(remark))
        refused = sum(1 for remark in run.remarks if remark.is_refusal)
        self.stdout.write(
            f"{run.created} new, {run.changed} changed, {run.unchanged} as they were,"
            f" {refused} refused."
        )
        if refused:
            raise CommandError("Not everything came in.")

    def _make_findable(self) -> None:
        """Do at once what a worker would: who brings articles wants to find them."""
        progress = Progress(self.stderr, Change.objects.count())
        done = 0
        while taken := search.take_changes(limit=INDEXED_AT_ONCE):
            done += taken
            progress.show(done)
        progress.end()

    def _take(self, run: Import, bundles: list[Bundle]) -> None:
        progress = Progress(self.stderr, len(bundles))
        for start in range(0, len(bundles), AT_ONCE):
            run.take(bundles[start : start + AT_ONCE])
            progress.show(min(start + AT_ONCE, len(bundles)))
        run.remarks += relate(bundles)
        progress.end()
