"""The variables that the portal's programs are started with."""

import os
import secrets
from pathlib import Path

import environ

from softone_support.embedded.places import CHECKOUT, demo_folder

DEFAULT_PORT = 8000


def read_dotenv() -> None:
    """Take over `.env`; what the shell has set already stays."""
    file = CHECKOUT / ".env"
    if file.exists():
        environ.Env.read_env(file)


def for_the_demo(servers: dict[str, str], site_url: str) -> dict[str, str]:
    """Everything that the demo's settings ask for. What the shell or `.env` says wins."""
    folder = demo_folder()
    defaults = {
        "SECRET_KEY": _secret_key(folder / "secret-key"),
        "MAIL_FROM": "SoftOne <tuki@demo.example>",
        "STATIC_ROOT": str(folder / "static"),
        "MEDIA_ROOT": str(folder / "media"),
        "DEMO_MAIL_DIR": str(folder / "mail"),
        "LOG_LEVEL": "WARNING",
        "PYTHONUNBUFFERED": "1",
        # The worker of root's demo would say so at each start; it is a demo.
        "PYTHONWARNINGS": "ignore:You're running the worker with superuser privileges",
    }
    ours = {"DJANGO_SETTINGS_MODULE": "softone_support.settings.demo", "SITE_URL": site_url}
    return {**defaults, **_set_outside(), **ours, **servers}


def for_the_tests(servers: dict[str, str], folder: Path) -> dict[str, str]:
    """What the tests' settings ask for; nothing of a real portal's variables reaches them."""
    mine = ("SITE_URL", "MAIL_FROM", "SECRET_KEY", "STATIC_ROOT", "EMAIL_URL")
    outside = {key: value for key, value in _set_outside().items() if key not in mine}
    return {
        **outside,
        **servers,
        "DJANGO_SETTINGS_MODULE": "softone_support.settings.test",
        "MEDIA_ROOT": str(folder / "media"),
    }


def _set_outside() -> dict[str, str]:
    """The shell's and `.env`'s variables; an empty one counts as not set."""
    return {key: value for key, value in os.environ.items() if value}


def _secret_key(file: Path) -> str:
    """The demo's own key, made once."""
    try:
        with open(file, "x", opener=lambda path, flags: os.open(path, flags, 0o600)) as new:
            new.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return file.read_text()
