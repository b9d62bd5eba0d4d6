"""`.env.example` names every variable that the settings read, and no other."""

import re
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
READ = re.compile(r"""\benv(?:\.\w+)?\(\s*["'](\w+)["']""")
LISTED = re.compile(r"^(?:# )?([A-Z][A-Z0-9_]*)=", re.MULTILINE)
# Read by docker-compose.yml and by `run`, which are no settings.
READ_ELSEWHERE = {"POSTGRES_PASSWORD", "WEB_PORT", "DEMO_DATA_DIR"}


def _listed() -> list[str]:
    return LISTED.findall((CHECKOUT / ".env.example").read_text(encoding="utf-8"))


def _read_by_settings() -> set[str]:
    settings = CHECKOUT / "softone_support" / "settings"
    return {
        name
        for file in settings.glob("*.py")
        for name in READ.findall(file.read_text(encoding="utf-8"))
    }


def test_the_example_lists_what_the_settings_read_and_nothing_else():
    assert set(_listed()) - READ_ELSEWHERE == _read_by_settings()


def test_the_example_lists_each_variable_once():
    assert sorted(_listed()) == sorted(set(_listed()))


def test_what_must_be_set_is_no_comment_and_what_has_a_default_is_one():
    text = (CHECKOUT / ".env.example").read_text(encoding="utf-8")

    uncommented = set(re.findall(r"^([A-Z][A-Z0-9_]*)=", text, re.MULTILINE))

    assert uncommented == {
        "SECRET_KEY",
        "ALLOWED_HOSTS",
        "SITE_URL",
        "MAIL_FROM",
        "EMAIL_URL",
        "POSTGRES_PASSWORD",
    }


def test_the_example_holds_no_secret():
    text = (CHECKOUT / ".env.example").read_text(encoding="utf-8")

    assert re.findall(r"^(?:SECRET_KEY|POSTGRES_PASSWORD)=(.+)$", text, re.MULTILINE) == []


def test_the_compose_file_asks_only_for_listed_variables():
    compose = (CHECKOUT / "docker-compose.yml").read_text(encoding="utf-8")

    asked = set(re.findall(r"(?<!\$)\$\{(\w+)", compose))

    assert asked <= set(_listed())
