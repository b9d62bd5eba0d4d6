"""Taking in files of the ledger and the customer register: a dry run, then all or nothing (B12.3)."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from itertools import islice

from django.db import IntegrityError, connection, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from accounts.choices import ImportKind
from accounts.imports.columns import Unusable
from accounts.imports.models import KeptFile
from accounts.imports.reading import Sheet
from accounts.imports.registers import OF_KIND, Register
from accounts.imports.registers.base import Found
from accounts.imports.report import Report
from accounts.models import ImportRun, User
from accounts.timewords import local

ROWS_AT_ONCE = 2000
KEPT_FOR = timedelta(days=1)
# Any number that no other lock of ours has.
_TURN = 7_413_290

Watch = Callable[[int, int], None]
"""Hears after each batch how many bytes of the file are read, and how many rows that was."""


@dataclass(frozen=True)
class SourceFile:
    """A file as somebody sent it."""

    kind: ImportKind
    name: str
    content: bytes

    @cached_property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def _nobody(read: int, rows: int) -> None:
    """Hear nothing."""


def dry_run(file: SourceFile, *, at: datetime, watch: Watch = _nobody) -> Report:
    """Say what taking a file in would do now. Writes nothing."""
    report = _report_of(file)
    for _register, _found in _examined(file, report, at=at, watch=watch):
        pass
    return report


def take_in(file: SourceFile, *, by: User | None, at: datetime, watch: Watch = _nobody) -> Report:
    """Take a whole file in, or nothing of it when its report tells of a problem.

    Meanwhile an administrator may name the same customer, or give somebody the last seat. The
    database refuses the second of two; another try sees what the first has written.
    """
    try:
        return _taken_in(file, by=by, at=at, watch=watch)
    except IntegrityError:
        pass
    try:
        return _taken_in(file, by=by, at=at, watch=watch)
    except IntegrityError as refusal:
        if not _is_about_a_seat(refusal):
            raise
    report = _report_of(file)
    report.refuse(_("Somebody else took a seat at the same moment. Try again."))
    return report


@transaction.atomic
def keep(file: SourceFile, *, by: User, at: datetime) -> KeptFile:
    """Keep a file for the person who has seen its report, instead of an earlier one."""
    KeptFile.objects.filter(by=by, kind=file.kind).delete()
    return KeptFile.objects.create(
        kind=file.kind,
        file_name=file.name,
        content=file.content,
        digest=file.digest,
        by=by,
        at=at,
    )


class NoLongerKept(Exception):
    """The file has been taken in, replaced or forgotten, or it was somebody else's."""


def kind_of_kept(pk: int, *, by: User) -> ImportKind:
    """Return what a person's kept file holds; raise NoLongerKept."""
    kind = KeptFile.objects.filter(pk=pk, by=by).values_list("kind", flat=True).first()
    if kind is None:
        raise NoLongerKept
    return ImportKind(kind)


@transaction.atomic
def take_in_kept(pk: int, *, digest: str, by: User, at: datetime) -> Report:
    """Take in the very file whose report was shown, once."""
    kept = KeptFile.objects.select_for_update().filter(pk=pk, by=by, digest=digest).first()
    if kept is None or kept.at < at - KEPT_FOR:
        raise NoLongerKept
    file = SourceFile(ImportKind(kept.kind), kept.file_name, bytes(kept.content))
    if file.digest != digest:
        raise NoLongerKept
    report = take_in(file, by=by, at=at)
    kept.delete()
    return report


def forget_kept(*, at: datetime) -> int:
    """Throw away files that nobody took in: they hold names and addresses."""
    gone, _tables = KeptFile.objects.filter(at__lt=at - KEPT_FOR).delete()
    return gone


@transaction.atomic
def _taken_in(file: SourceFile, *, by: User | None, at: datetime, watch: Watch) -> Report:
    _wait_for_turn()
    report = _report_of(file)
    for register, found in _examined(file, report, at=at, watch=watch):
        if report.is_sound:
            register.write(found)
    if not report.is_sound:
        transaction.set_rollback(True)
        return report
    if report.added > ROWS_AT_ONCE:
        _count_anew(OF_KIND[file.kind].writes)
    ImportRun.objects.create(
        kind=file.kind,
        file_name=file.name,
        digest=file.digest,
        by=by,
        at=at,
        rows=report.rows,
        added=report.added,
        changed=report.changed,
    )
    return report


def _examined(
    file: SourceFile, report: Report, *, at: datetime, watch: Watch
) -> Iterator[tuple[Register, list[Found]]]:
    """Hold a file against the database, batch by batch."""
    make = OF_KIND[file.kind]
    try:
        sheet = Sheet(file.content, make.columns)
        register = make(report, sheet.header, today=local(at).date())
        rows = sheet.rows(report)
        while batch := list(islice(rows, ROWS_AT_ONCE)):
            yield register, register.examine(batch)
            watch(sheet.position, report.rows)
    except Unusable as reason:
        report.refuse(reason.words, line=reason.line)
    else:
        if not report.rows:
            report.refuse(_("The file has a header, but no rows below it."))


def _count_anew(models: Iterable[type[Model]]) -> None:
    """Tell the planner of many new rows at once.

    Until it has counted them, it may go on planning as for a table that is all but empty: a
    change of each of 100,000 rows then takes ten minutes instead of seven seconds.
    """
    with connection.cursor() as cursor:
        for model in models:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")  # noqa: SLF001


def _report_of(file: SourceFile) -> Report:
    return Report(file.kind, file.name, file.digest)


def _wait_for_turn() -> None:
    """Let one import after the other write, so that the second sees what the first has done."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s::bigint)", [_TURN])


def _is_about_a_seat(refusal: IntegrityError) -> bool:
    diagnosis = getattr(refusal.__cause__, "diag", None)
    return getattr(diagnosis, "constraint_name", None) == "superuser_has_a_seat"
