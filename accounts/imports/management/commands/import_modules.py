from accounts.choices import ImportKind
from accounts.imports.management.importing import ImportCommand


class Command(ImportCommand):
    help = "Take in the modules that customers have licensed from a CSV file. Without --apply it is a dry run."
    kind = ImportKind.MODULES
