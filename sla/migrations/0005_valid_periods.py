"""Opening hours get a first and a last day, so that a change of hours rewrites no past deadline."""

import django.contrib.postgres.constraints
import django.db.models.constraints
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Q
from django.db.models.functions import Now, TruncDate

import sla.models.calendars


def keep_the_week_of_today(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """On the way back: without periods every window counts always, so only today's may stay."""
    today = TruncDate(Now())
    apps.get_model("sla", "OpeningHours").objects.filter(
        Q(valid_from__gt=today) | Q(valid_until__lt=today)
    ).delete()


class Migration(migrations.Migration):
    dependencies = [("sla", "0004_pauses_on_a_live_table")]

    # The table holds a dozen rows: replacing its constraint locks nobody out for long.
    operations = [
        migrations.AddField(
            model_name="openinghours",
            name="valid_from",
            field=models.DateField(
                blank=True,
                help_text="Empty: from the beginning.",
                null=True,
                verbose_name="valid from",
            ),
        ),
        migrations.AddField(
            model_name="openinghours",
            name="valid_until",
            field=models.DateField(
                blank=True,
                help_text="Empty: for the time being.",
                null=True,
                verbose_name="valid until",
            ),
        ),
        migrations.RemoveConstraint(model_name="openinghours", name="opening_hours_do_not_overlap"),
        migrations.RunPython(migrations.RunPython.noop, keep_the_week_of_today),
        migrations.AddConstraint(
            model_name="openinghours",
            constraint=models.CheckConstraint(
                condition=Q(("valid_until__gte", models.F("valid_from"))),
                name="opening_hours_period_runs_forward",
                violation_error_message="“Valid until” must not be earlier than “valid from”.",
            ),
        ),
        migrations.AddConstraint(
            model_name="openinghours",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                expressions=[
                    ("calendar", "="),
                    ("weekday", "="),
                    (sla.models.calendars.ClockTimes(models.F("opens"), models.F("closes")), "&&"),
                    (
                        sla.models.calendars.Period(
                            models.F("valid_from"), models.F("valid_until")
                        ),
                        "&&",
                    ),
                ],
                name="opening_hours_do_not_overlap",
                violation_error_message="These hours overlap other hours of the same day.",
            ),
        ),
    ]
