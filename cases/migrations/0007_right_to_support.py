"""Why each case could be registered (B2.4)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0006_history"),
        ("accounts", "0006_history_of_rules"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SupportDecision",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="support_decision",
                        serialize=False,
                        to="cases.case",
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("right", "Right to support"),
                            ("level_1", "Matter of level 1"),
                            ("exception", "Exception made by SoftOne"),
                        ],
                        max_length=10,
                        verbose_name="ground",
                    ),
                ),
                (
                    "reasons",
                    models.JSONField(blank=True, default=list, verbose_name="what was missing"),
                ),
                ("facts", models.JSONField(blank=True, default=dict, verbose_name="facts")),
                (
                    "exception_reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="reason of the exception"
                    ),
                ),
                (
                    "exception_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="exception by",
                    ),
                ),
            ],
            options={
                "verbose_name": "decision on the right to support",
                "verbose_name_plural": "decisions on the right to support",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("exception_by__isnull", False),
                                ("ground", "exception"),
                                models.Q(("exception_reason", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("ground", "exception"), _negated=True),
                                ("exception_by__isnull", True),
                                ("exception_reason", ""),
                            ),
                            _connector="OR",
                        ),
                        name="support_exception_says_who_and_why",
                    )
                ],
            },
        ),
    ]
