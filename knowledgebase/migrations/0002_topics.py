"""The topics that articles are sorted by; an administrator renames and adds."""

from django.db import migrations

TOPICS = [
    ("start", "Käyttöönotto", "Komma igång", "Getting started"),
    ("daily", "Päivittäinen työ", "Dagligt arbete", "Daily work"),
    ("period", "Kausien vaihtuminen", "Periodskiften", "Period ends"),
    ("settings", "Asetukset", "Inställningar", "Settings"),
    ("troubles", "Ongelmatilanteet", "Problem", "Troubleshooting"),
    ("reports", "Raportit ja ilmoitukset", "Rapporter och anmälningar", "Reports and filings"),
    ("access", "Kirjautuminen ja oikeudet", "Inloggning och behörigheter", "Login and access"),
    ("connections", "Liittymät", "Integrationer", "Integrations"),
]


def add(apps, schema_editor):
    topics = apps.get_model("knowledgebase", "Topic").objects
    for position, (key, finnish, swedish, english) in enumerate(TOPICS, start=1):
        topics.get_or_create(
            key=key,
            defaults={
                "position": position,
                "name_fi": finnish,
                "name_sv": swedish,
                "name_en": english,
            },
        )


class Migration(migrations.Migration):
    dependencies = [("knowledgebase", "0001_initial")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
