"""Brings the demo's database and files up to date, then prints the logins.

A program of its own, started with the demo's environment: one Django start for all steps.
Progress goes to standard error; standard output holds the logins alone.
"""

import hashlib
import io
import sys
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command

from knowledgebase.search import lemmas
from softone_support.embedded.words import say


def main() -> None:
    """Every step, each one cheap when there is nothing to do."""
    django.setup()
    if not all(map(lemmas.is_built, lemmas.LANGUAGES)):
        say("Making the lists of word forms for search, once …")
        lemmas.build()
    say("Updating the database …")
    call_command("migrate", verbosity=0, interactive=False)
    call_command("load_demo", stdout=sys.stderr)
    collect_static()
    logins = io.StringIO()
    call_command("demo_logins", stdout=logins)
    print(logins.getvalue().strip(), flush=True)


def collect_static() -> None:
    """Gather and compress pictures, styles and scripts when one of them has changed."""
    folder = Path(settings.STATIC_ROOT)
    stamp = folder / ".fingerprint"
    fingerprint = _fingerprint_of_sources()
    if stamp.exists() and stamp.read_text() == fingerprint:
        return
    say("Gathering static files …")
    stamp.unlink(missing_ok=True)
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(fingerprint)


def _fingerprint_of_sources() -> str:
    """Path, size and time of every source file, hashed."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            file = Path(storage.path(path)).stat()
            digest.update(f"{path} {file.st_size} {file.st_mtime_ns}\n".encode())
    return digest.hexdigest()


if __name__ == "__main__":
    try:
        main()
    except CommandError as reason:
        sys.exit(str(reason))
