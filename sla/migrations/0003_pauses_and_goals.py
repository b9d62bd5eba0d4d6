"""Pauses as rows (B5.4), and internal goals (B5.7).

No row of a clock can fail the new constraints, so they are validated apart, without a lock.
"""

import django.db.models.deletion
from django.apps.registry import Apps
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

GOALS = {"support_request": 480, "wish": 1440, "work_order": 480}


def lay_goals(apps: Apps, schema_editor: BaseDatabaseSchemaEditor | None) -> None:
    goal = apps.get_model("sla", "Goal")
    goal.objects.bulk_create(goal(key=key, minutes=minutes) for key, minutes in GOALS.items())


def resume_all(apps: Apps, schema_editor: BaseDatabaseSchemaEditor | None) -> None:
    """Going back, let paused clocks run to the deadline they had: no older code knows a pause."""
    clocks = apps.get_model("sla", "Clock").objects.filter(state="paused")
    clocks.update(state="running", next_event_at=models.F("due_at"))


class Migration(migrations.Migration):
    dependencies = [("sla", "0002_default_calendar")]

    operations = [
        migrations.CreateModel(
            name="Goal",
            fields=[
                (
                    "key",
                    models.CharField(
                        max_length=20, primary_key=True, serialize=False, verbose_name="key"
                    ),
                ),
                (
                    "minutes",
                    models.PositiveIntegerField(
                        help_text="Minutes of opening time. 0 when there is no goal.",
                        verbose_name="goal (minutes)",
                    ),
                ),
            ],
            options={
                "verbose_name": "internal goal",
                "verbose_name_plural": "internal goals",
                "ordering": ["key"],
            },
        ),
        migrations.CreateModel(
            name="ClockPause",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting for the customer"),
                            ("settled", "Settled, then opened again"),
                        ],
                        db_default="waiting",
                        default="waiting",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("began_at", models.DateTimeField(verbose_name="began")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended")),
                (
                    "clock",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pauses",
                        to="sla.clock",
                        verbose_name="clock",
                    ),
                ),
            ],
            options={
                "verbose_name": "pause of a clock",
                "verbose_name_plural": "pauses of a clock",
                "ordering": ["began_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["waiting", "settled"])),
                        name="pause_of_a_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at__isnull", True),
                            ("ended_at__gte", models.F("began_at")),
                            _connector="OR",
                        ),
                        name="pause_runs_forward",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("clock",),
                        name="one_open_pause_of_a_clock",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="clock",
            name="not_due_before",
            field=models.DateTimeField(
                blank=True,
                help_text="The least time a clock has that was opened again.",
                null=True,
                verbose_name="not due before",
            ),
        ),
        migrations.AlterField(
            model_name="clock",
            name="state",
            field=models.CharField(
                choices=[
                    ("running", "Running"),
                    ("paused", "Paused"),
                    ("met", "Met"),
                    ("breached", "Breached"),
                    ("cancelled", "Cancelled"),
                ],
                default="running",
                max_length=10,
                verbose_name="state",
            ),
        ),
        migrations.RemoveConstraint(model_name="clock", name="clock_in_a_state"),
        AddConstraintNotValid(
            model_name="clock",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["running", "paused", "met", "breached", "cancelled"])
                ),
                name="clock_in_a_state",
            ),
        ),
        AddConstraintNotValid(
            model_name="clock",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "paused"), _negated=True),
                    models.Q(("kind", "resolution"), ("stopped_at__isnull", True)),
                    _connector="OR",
                ),
                name="only_a_resolution_clock_is_paused",
            ),
        ),
        migrations.RunPython(lay_goals, migrations.RunPython.noop),
        migrations.RunPython(migrations.RunPython.noop, resume_all),
    ]
