"""Files as ledgers and registers write them, and what the services say of them."""

from datetime import datetime

from accounts.choices import ImportKind
from accounts.imports import services
from accounts.imports.report import Report
from accounts.imports.services import SourceFile

NOW = datetime.fromisoformat("2026-02-02T09:00:00+02:00")
INVOICE_HEADER = "Laskunumero;Y-tunnus;Laskupäivä;Eräpäivä;Summa;Avoinna"
INVOICE = "1001;1234567-8;1.2.2026;15.2.2026;1 234,50;1 234,50"


def csv_of(kind: ImportKind, *lines: str, encoding: str = "utf-8") -> SourceFile:
    """A file of these lines, the first of them the header."""
    content = "".join(f"{line}\r\n" for line in lines).encode(encoding)
    return SourceFile(kind, "vienti.csv", content)


def invoices(*lines: str, header: str = INVOICE_HEADER, encoding: str = "utf-8") -> SourceFile:
    return csv_of(ImportKind.INVOICES, header, *lines, encoding=encoding)


def tried(file: SourceFile) -> Report:
    return services.dry_run(file, at=NOW)


def taken_in(file: SourceFile) -> Report:
    return services.take_in(file, by=None, at=NOW)


def problems(report: Report) -> list[str]:
    return [str(problem) for problem in report.problems]


def counts(report: Report) -> tuple[int, int, int]:
    """How many rows are new, changed and as before."""
    return report.added, report.changed, report.unchanged


def changes(report: Report) -> list[tuple[int, bool, str, list[tuple[str, str, str]]]]:
    return [
        (
            change.line,
            change.is_new,
            change.name,
            [(field.label, field.before, field.after) for field in change.fields],
        )
        for change in report.changes
    ]
