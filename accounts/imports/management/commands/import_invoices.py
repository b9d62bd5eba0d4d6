from accounts.choices import ImportKind
from accounts.imports.management.importing import ImportCommand


class Command(ImportCommand):
    help = "Take in the ledger's invoices from a CSV file. Without --apply it is a dry run."
    kind = ImportKind.INVOICES
