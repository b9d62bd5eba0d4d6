"""The two teams of the brochure, so that a fresh installation can take a case (B1.2)."""

from django.db import migrations

TEAMS = [
    (
        (
            "Urakoitsijat, kuljetus ja konsultit",
            "Entreprenörer, transport och konsulter",
            "Contractors, transport and consultants",
        ),
        ("contractor", "transport", "consultant"),
    ),
    (
        (
            "Kauppa, palvelut ja organisaatiot",
            "Handel, tjänster och organisationer",
            "Retail, services and organisations",
        ),
        ("retail", "service", "organisation"),
    ),
]


def add_teams(apps, schema_editor):
    Team = apps.get_model("accounts", "Team")
    IndustryTeam = apps.get_model("accounts", "IndustryTeam")
    for (fi, sv, en), industries in TEAMS:
        missing = [key for key in industries if not IndustryTeam.objects.filter(pk=key).exists()]
        if missing:
            team = Team.objects.create(name_fi=fi, name_sv=sv, name_en=en)
            IndustryTeam.objects.bulk_create(
                IndustryTeam(industry=key, team=team) for key in missing
            )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_portal_now")]

    # Teams have cases and members by the time somebody goes back: they stay.
    operations = [migrations.RunPython(add_teams, migrations.RunPython.noop)]
