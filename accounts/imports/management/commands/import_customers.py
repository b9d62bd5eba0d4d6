from accounts.choices import ImportKind
from accounts.imports.management.importing import ImportCommand


class Command(ImportCommand):
    help = "Take in the customers of the register from a CSV file. Without --apply it is a dry run."
    kind = ImportKind.CUSTOMERS
