"""The portal speaks Finnish, Swedish and English in full."""

import gettext
import re
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings
from django.utils import translation

ROOT = Path(settings.BASE_DIR)
ENTRY = re.compile(
    r'(?P<flags>(?:^#.*\n)*)(?:^msgctxt .*\n(?:^".*\n)*)?^msgid (?P<id>.*\n(?:^".*\n)*)'
    r"(?:^msgid_plural .*\n(?:^\".*\n)*)?(?P<str>(?:^msgstr.*\n(?:^\".*\n)*)+)",
    re.MULTILINE,
)
PLACEHOLDER = re.compile(r"%\([a-z_]+\)[sd]")


def entries(language: str) -> list[re.Match[str]]:
    text = (ROOT / "locale" / language / "LC_MESSAGES" / "django.po").read_text() + "\n"
    return [
        entry
        for entry in ENTRY.finditer(text)
        if entry["id"].strip() != '""' or '\n"' in entry["id"].strip()
    ]


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_every_message_is_translated(language):
    untranslated = [
        entry["id"].strip()
        for entry in entries(language)
        if re.search(r'^msgstr(\[\d\])? ""\n(?!")', entry["str"], re.MULTILINE)
    ]

    assert untranslated == []


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_no_translation_is_a_guess(language):
    assert [entry["id"] for entry in entries(language) if "fuzzy" in entry["flags"]] == []


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_every_placeholder_survives_translation(language):
    wrong = [
        entry["id"].strip()
        for entry in entries(language)
        if not set(PLACEHOLDER.findall(entry["str"]))
        <= set(PLACEHOLDER.findall(entry[0].split("msgstr")[0]))
    ]

    assert wrong == []


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_the_compiled_catalogue_is_that_of_the_source(language):
    folder = ROOT / "locale" / language / "LC_MESSAGES"
    with (folder / "django.mo").open("rb") as compiled:
        catalogue = gettext.GNUTranslations(compiled)

    assert catalogue.gettext("Queue") == translated(language, "Queue") != "Queue"
    assert len([key for key in catalogue._catalog if key]) >= len(entries(language))


def translated(language: str, message: str) -> str:
    with translation.override(language):
        return translation.gettext(message)


@pytest.mark.skipif(not shutil.which("xgettext"), reason="catalogues: gettext is not installed")
def test_the_catalogues_hold_every_message_of_the_code(tmp_path, monkeypatch):
    for name in (
        "accounts",
        "cases",
        "knowledgebase",
        "sla",
        "softone_support",
        "templates",
        "locale",
    ):
        shutil.copytree(ROOT / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    before = {language: message_ids(tmp_path, language) for language in ("fi", "sv")}

    with override_settings(LOCALE_PATHS=[str(tmp_path / "locale")]):
        call_command(
            "makemessages", locale=["fi", "sv"], no_location=True, no_wrap=True, verbosity=0
        )

    after = {language: message_ids(tmp_path, language) for language in ("fi", "sv")}
    assert after == before


def message_ids(root: Path, language: str) -> set[str]:
    """The messages in use: what the code no longer says is commented out by gettext."""
    text = (root / "locale" / language / "LC_MESSAGES" / "django.po").read_text() + "\n"
    return {entry["id"] for entry in ENTRY.finditer(text)}
