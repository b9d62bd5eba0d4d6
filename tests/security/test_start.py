"""What a real portal refuses to start with, whichever way it is started."""

import os
import secrets
import subprocess
import sys
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from accounts import moment
from accounts.choices import Role
from accounts.models import Customer, User
from softone_support.demo import loading
from softone_support.settings import secret
from tests import factories

GOOD_KEY = secrets.token_urlsafe(60)
WEB = ["-c", "import softone_support.wsgi; print('started')"]
GUNICORN = [*("-m", "gunicorn", "softone_support.wsgi", "--check-config")]
WORKER = [*("-m", "celery", "--quiet", "-A", "softone_support", "worker", "-P", "solo")]
BEAT = ["-m", "celery", "--quiet", "-A", "softone_support", "beat"]
MANAGE = ["manage.py", "migrate", "--check"]


def _start(command: list[str], **changed: str) -> subprocess.CompletedProcess[str]:
    url = urlsplit(os.environ["DATABASE_URL"])
    database = url._replace(
        path=url.path.rpartition("/")[0] + "/" + connection.settings_dict["NAME"]
    )
    variables = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "softone_support.settings.production",
        "DATABASE_URL": urlunsplit(database),
        # Nothing listens there: a worker that gets so far waits, and is ended by the time-out.
        "REDIS_URL": "redis://127.0.0.1:1/0",
        "SECRET_KEY": GOOD_KEY,
        "ALLOWED_HOSTS": "portal.example.com",
        "SITE_URL": "https://portal.example.com",
        "MAIL_FROM": "SoftOne <support@example.com>",
        "EMAIL_URL": "smtp+tls://user:password@mail.example.com:587",
        **changed,
    }
    return subprocess.run(
        [sys.executable, *command],
        env=variables,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    "key", ["", "x" * 80, "short", "change-me-and-be-long-0123456789-abcdefghijklmnop"]
)
def test_a_guessable_key_is_seen(key: str) -> None:
    assert (secret.is_guessable(key), secret.is_guessable(GOOD_KEY)) == (True, False)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "command",
    [WEB, GUNICORN, WORKER, BEAT, MANAGE],
    ids=["wsgi", "web", "worker", "beat", "manage"],
)
def test_nothing_starts_with_a_guessable_key(command: list[str]) -> None:
    started = _start(command, SECRET_KEY="x" * 80)

    assert started.returncode != 0
    assert "SECRET_KEY is too short, too simple or copied" in started.stderr


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("command", [WEB, GUNICORN, WORKER], ids=["wsgi", "web", "worker"])
def test_nothing_starts_where_logins_of_the_demo_work(command: list[str]) -> None:
    factories.staff(Role.ADMINISTRATOR, email="aino@softone.example")

    started = _start(command)

    assert started.returncode != 0
    assert "can log in with an address of the demo" in started.stderr.splitlines()[-1]


@pytest.mark.django_db(transaction=True)
def test_the_web_starts_where_nobody_of_the_demo_may_log_in() -> None:
    factories.staff(Role.ADMINISTRATOR, email="aino@softone.fi")

    started = _start(WEB)

    assert (started.returncode, started.stdout) == (0, "started\n"), started.stderr


@pytest.mark.django_db
def test_the_web_starts_while_the_database_is_away() -> None:
    started = _start(WEB, DATABASE_URL="postgres://portal@127.0.0.1:1/none")

    assert (started.returncode, started.stdout) == (0, "started\n"), started.stderr


# --- The demo in a database of somebody's own -----------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("found", ["a customer", "a person"])
def test_the_demo_is_not_loaded_into_a_database_in_use(settings, found: str) -> None:
    settings.DEMO = True
    if found == "a customer":
        factories.CustomerFactory()
    else:
        factories.staff(Role.ADMINISTRATOR, email="aino@softone.fi")
    before = (Customer.objects.count(), User.objects.count())

    with pytest.raises(CommandError, match="of its own"):
        call_command("load_demo")

    assert (Customer.objects.count(), User.objects.count()) == before


@pytest.mark.django_db
def test_a_person_who_cannot_log_in_does_not_keep_the_demo_away(settings) -> None:
    settings.DEMO = True
    factories.staff(Role.ADMINISTRATOR, email="aino@softone.fi", is_active=False)

    assert loading.load(now=moment.now()) > 0
