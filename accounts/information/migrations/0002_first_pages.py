"""The privacy notice, the security page and the one row of contact details."""

from pathlib import Path

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.utils import timezone

TEXTS = Path(__file__).parent / "first_pages"
SLUGS = ("privacy", "security")
LANGUAGES = ("fi", "sv", "en")
# An assumption: the source prints the address of its day, an installation sets its own.
SUPPORT_EMAIL = "tuki@softone.example"


def _fields(slug: str) -> dict[str, str]:
    """Read `# title`, a blank line and the body out of one file for each language."""
    fields = {}
    for language in LANGUAGES:
        title, _, body = (TEXTS / f"{slug}_{language}.md").read_text("utf-8").partition("\n")
        fields[f"title_{language}"] = title.removeprefix("# ")
        fields[f"body_{language}"] = body.strip()
    return fields


def write(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    page = apps.get_model("information", "InformationPage")
    for slug in SLUGS:
        page.objects.create(slug=slug, updated_at=timezone.now(), **_fields(slug))
    contact = apps.get_model("information", "ContactDetails")
    contact.objects.create(pk=1, phone="", support_email=SUPPORT_EMAIL)


def remove(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("information", "InformationPage").objects.filter(slug__in=SLUGS).delete()
    apps.get_model("information", "ContactDetails").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("information", "0001_initial")]

    operations = [migrations.RunPython(write, remove)]
