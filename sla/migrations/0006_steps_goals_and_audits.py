"""Warnings before a deadline as rows, goals on clocks, advice on levels, audits (B5).

No row of a clock can fail the new constraints, so they are validated apart, without a lock.
"""

import django.db.models.deletion
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

_FILL = "UPDATE sla_clockevent SET deadline_at = due_at WHERE deadline_at IS NULL"
# Going back, what only newer code knows of a clock is forgotten; each next event is the deadline.
_FORGET = """
    DELETE FROM sla_clockevent WHERE kind = 'warning'
        OR clock_id IN (SELECT id FROM sla_clock WHERE kind = 'goal');
    DELETE FROM sla_clockpause WHERE clock_id IN (SELECT id FROM sla_clock WHERE kind = 'goal');
    DELETE FROM sla_clock WHERE kind = 'goal';
    UPDATE sla_clock SET next_event_at = due_at WHERE state = 'running';
"""


class Migration(migrations.Migration):
    dependencies = [
        ("sla", "0005_valid_periods"),
    ]

    operations = [
        migrations.CreateModel(
            name="ClockAudit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("began_at", models.DateTimeField(verbose_name="began")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="ended")),
                ("reached", models.BigIntegerField(default=0, verbose_name="reached clock")),
                (
                    "checked",
                    models.PositiveIntegerField(default=0, verbose_name="clocks recounted"),
                ),
            ],
            options={
                "verbose_name": "audit of clocks",
                "verbose_name_plural": "audits of clocks",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="ClockDifference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("held_due_at", models.DateTimeField(verbose_name="deadline held")),
                ("counted_due_at", models.DateTimeField(verbose_name="deadline counted again")),
            ],
            options={
                "verbose_name": "difference",
                "verbose_name_plural": "differences",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="EscalationStep",
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
                            ("handling", "Start of handling"),
                            ("resolution", "Resolution"),
                            ("goal", "Internal goal"),
                        ],
                        max_length=10,
                        verbose_name="promise",
                    ),
                ),
                (
                    "percent",
                    models.PositiveSmallIntegerField(
                        help_text="Part of the opening time that has passed. 100 is the deadline itself.",
                        verbose_name="time used (%)",
                    ),
                ),
                (
                    "least_minutes",
                    models.PositiveIntegerField(
                        default=0,
                        help_text="Minutes of opening time. 0 when the step counts for every promise.",
                        verbose_name="only when the whole time is at least (minutes)",
                    ),
                ),
                (
                    "tells_handler",
                    models.BooleanField(
                        default=True,
                        help_text="The team hears instead of what nobody has taken up.",
                        verbose_name="tells the handler",
                    ),
                ),
                ("tells_team", models.BooleanField(default=False, verbose_name="tells the team")),
                (
                    "tells_manager",
                    models.BooleanField(default=False, verbose_name="tells the support manager"),
                ),
            ],
            options={
                "verbose_name": "escalation step",
                "verbose_name_plural": "escalation steps",
                "ordering": ["kind", "percent"],
            },
        ),
        migrations.CreateModel(
            name="LevelAdvice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "work",
                    models.CharField(
                        choices=[
                            ("fully", "Fully"),
                            ("partly", "Partly"),
                            ("not_at_all", "Not at all"),
                        ],
                        max_length=10,
                        verbose_name="work goes on",
                    ),
                ),
                (
                    "way_round",
                    models.CharField(
                        choices=[("yes", "Yes"), ("no", "No"), ("unknown", "I do not know")],
                        max_length=10,
                        verbose_name="way round",
                    ),
                ),
            ],
            options={
                "verbose_name": "advice on the service level",
                "verbose_name_plural": "advice on service levels",
                "ordering": ["pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="clock",
            name="clock_of_a_kind",
        ),
        migrations.RemoveConstraint(
            model_name="clockevent",
            name="clock_event_once",
        ),
        migrations.RemoveConstraint(
            model_name="clockevent",
            name="clock_event_of_a_kind",
        ),
        migrations.AddField(
            model_name="clock",
            name="target_seconds",
            field=models.PositiveIntegerField(
                db_default=0, default=0, verbose_name="opening time given (seconds)"
            ),
        ),
        migrations.AddField(
            model_name="clock",
            name="used_seconds",
            field=models.PositiveIntegerField(
                blank=True, null=True, verbose_name="opening time used (seconds)"
            ),
        ),
        migrations.AddField(
            model_name="clockevent",
            name="deadline_at",
            field=models.DateTimeField(null=True, verbose_name="deadline"),
        ),
        migrations.RunSQL(_FILL, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="clockevent",
            name="deadline_at",
            field=models.DateTimeField(verbose_name="deadline"),
        ),
        migrations.AddField(
            model_name="clockevent",
            name="percent",
            field=models.PositiveSmallIntegerField(
                db_default=100, default=100, verbose_name="time used (%)"
            ),
        ),
        migrations.AlterField(
            model_name="clock",
            name="first_level",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="sla.servicelevel",
                verbose_name="service level at the start",
            ),
        ),
        migrations.AlterField(
            model_name="clock",
            name="kind",
            field=models.CharField(
                choices=[
                    ("handling", "Start of handling"),
                    ("resolution", "Resolution"),
                    ("goal", "Internal goal"),
                ],
                max_length=10,
                verbose_name="kind",
            ),
        ),
        migrations.AlterField(
            model_name="clock",
            name="level",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="sla.servicelevel",
                verbose_name="service level",
            ),
        ),
        migrations.AlterField(
            model_name="clockevent",
            name="due_at",
            field=models.DateTimeField(verbose_name="passed"),
        ),
        migrations.AlterField(
            model_name="clockevent",
            name="kind",
            field=models.CharField(
                choices=[("warning", "Warning"), ("breach", "Breach")],
                max_length=10,
                verbose_name="kind",
            ),
        ),
        AddConstraintNotValid(
            model_name="clock",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["handling", "resolution", "goal"])),
                name="clock_of_a_kind",
            ),
        ),
        AddConstraintNotValid(
            model_name="clock",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("first_level__isnull", True), ("kind", "goal"), ("level__isnull", True)
                    ),
                    models.Q(
                        models.Q(("kind", "goal"), _negated=True),
                        ("first_level__isnull", False),
                        ("level__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="only_a_goal_has_no_level",
            ),
        ),
        migrations.AddConstraint(
            model_name="clockevent",
            constraint=models.UniqueConstraint(
                fields=("clock", "percent", "deadline_at"), name="clock_step_once_a_deadline"
            ),
        ),
        migrations.AddConstraint(
            model_name="clockevent",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "breach")),
                fields=("clock",),
                name="clock_breached_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="clockevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "breach"), ("percent", 100)),
                    models.Q(("kind", "warning"), ("percent__range", (1, 99))),
                    _connector="OR",
                ),
                name="clock_event_of_a_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="clockaudit",
            constraint=models.UniqueConstraint(
                models.Value(1), condition=models.Q(("ended_at", None)), name="one_audit_at_a_time"
            ),
        ),
        migrations.AddField(
            model_name="clockdifference",
            name="audit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="differences",
                to="sla.clockaudit",
                verbose_name="audit of clocks",
            ),
        ),
        migrations.AddField(
            model_name="clockdifference",
            name="clock",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="sla.clock",
                verbose_name="clock",
            ),
        ),
        migrations.AddConstraint(
            model_name="escalationstep",
            constraint=models.UniqueConstraint(
                fields=("kind", "percent"),
                name="escalation_step_once",
                violation_error_message="There is such a step already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="escalationstep",
            constraint=models.CheckConstraint(
                condition=models.Q(("percent__range", (1, 100))),
                name="escalation_step_within_the_time",
                violation_error_message="Write a number from 1 to 100.",
            ),
        ),
        migrations.AddConstraint(
            model_name="escalationstep",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["handling", "resolution", "goal"])),
                name="escalation_step_of_a_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="escalationstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("percent", 100), _negated=True), ("least_minutes", 0), _connector="OR"
                ),
                name="every_deadline_has_its_last_step",
                violation_error_message="The deadline itself counts for every promise: write 0.",
            ),
        ),
        migrations.AddField(
            model_name="leveladvice",
            name="level",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="sla.servicelevel",
                verbose_name="service level",
            ),
        ),
        migrations.AddConstraint(
            model_name="clockdifference",
            constraint=models.UniqueConstraint(
                fields=("audit", "clock"), name="difference_once_an_audit"
            ),
        ),
        migrations.AddConstraint(
            model_name="leveladvice",
            constraint=models.UniqueConstraint(
                fields=("work", "way_round"), name="level_advice_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="leveladvice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("way_round__in", ["yes", "no", "unknown"]),
                    ("work__in", ["fully", "partly", "not_at_all"]),
                ),
                name="level_advice_for_known_answers",
            ),
        ),
        migrations.RunSQL(migrations.RunSQL.noop, _FORGET),
    ]
