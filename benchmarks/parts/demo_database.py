"""The database of `./run manage`, made ready for what a benchmark writes there and takes back."""

from django.core.management import call_command


def prepare() -> None:
    """Bring the database up to date, and give a new one the demo's customers and people."""
    call_command("migrate", verbosity=0, interactive=False)
    call_command("load_demo")
