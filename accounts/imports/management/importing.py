"""What the four import commands share: reading, progress, the report in words."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, OutputWrapper
from django.utils import translation

from accounts import moment
from accounts.choices import ImportKind
from accounts.history import FieldChange
from accounts.imports import services
from accounts.imports.report import Report

MOST_TOLD = 50
# Below this a file is done before anybody could read a bar.
BIG_BYTES = 200_000
_BAR = 30


class ImportCommand(BaseCommand):
    """Takes a file in with --apply; without, says what it would do."""

    kind: ImportKind

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path, help="a CSV file")
        parser.add_argument(
            "--apply", action="store_true", help="take it in (without: only say what would change)"
        )

    @translation.override("en")
    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            file = services.SourceFile(self.kind, path.name[-200:], path.read_bytes())
        except OSError as failure:
            raise CommandError(f"{path}: {failure.strerror}") from failure
        bar = Bar(self.stderr, len(file.content))
        try:
            if options["apply"]:
                report = services.take_in(file, by=None, at=moment.now(), watch=bar)
            else:
                report = services.dry_run(file, at=moment.now(), watch=bar)
        except KeyboardInterrupt:
            bar.clear()
            raise CommandError("Stopped. Nothing has been taken in.", returncode=130) from None
        bar.clear()
        self._tell(report, is_done=options["apply"])

    def _tell(self, report: Report, *, is_done: bool) -> None:
        if not report.is_sound:
            for problem in report.problems[:MOST_TOLD]:
                self.stderr.write(str(problem))
            more = report.problem_count - MOST_TOLD
            if more > 0:
                self.stderr.write(f"… and {more} more.")
            raise CommandError(f"Nothing has been taken in. Problems: {report.problem_count}.")
        if not is_done:
            self._tell_changes(report)
        counts = (
            f"{report.rows} rows: {report.added} new, {report.changed} changed, "
            f"{report.unchanged} as before."
        )
        self.stdout.write(counts)
        if is_done:
            self.stdout.write(self.style.SUCCESS("Taken in."))
        else:
            self.stdout.write("This was a dry run: nothing is written. With --apply it is.")

    def _tell_changes(self, report: Report) -> None:
        for change in report.changes[:MOST_TOLD]:
            what = "new" if change.is_new else "changed"
            fields = "; ".join(map(_said, change.fields))
            line = f"Line {change.line}, {what}: {change.name}"
            self.stdout.write(f"{line} ({fields})" if fields else line)
        more = report.added + report.changed - MOST_TOLD
        if more > 0:
            self.stdout.write(f"… and {more} more.")


def _said(field: FieldChange) -> str:
    before = f"{field.before} → " if field.before else ""
    return f"{field.label}: {before}{field.after}"


class Bar:
    """How far a big file is, for somebody who looks at a terminal."""

    def __init__(self, stream: OutputWrapper, total: int) -> None:
        self._stream, self._total = stream, total
        self._is_shown = total >= BIG_BYTES and stream.isatty()

    def __call__(self, read: int, rows: int) -> None:
        if self._is_shown:
            share = read / self._total
            bar = ("█" * round(share * _BAR)).ljust(_BAR, "·")
            self._write(f"\r{bar} {share:4.0%}  {rows:,} rows")

    def clear(self) -> None:
        if self._is_shown:
            self._write("\r\033[K")

    def _write(self, words: str) -> None:
        # Past the colour that OutputWrapper gives errors.
        self._stream.write(words, style_func=str, ending="")
        self._stream.flush()
