"""Why each case could be registered (B2.4)."""

import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

_FORGET = """
    ALTER TABLE cases_caseevent DISABLE TRIGGER USER;
    DELETE FROM cases_caseevent WHERE kind = 'contact_changed';
    ALTER TABLE cases_caseevent ENABLE TRIGGER USER;
"""


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
        migrations.RemoveConstraint(
            model_name="caseevent",
            name="case_event_of_a_kind",
        ),
        migrations.AlterField(
            model_name="caseevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("registered", "Registered"),
                    ("taken_up", "Taken up"),
                    ("taken_over", "Taken over"),
                    ("replied", "Replied"),
                    ("noted", "Noted"),
                    ("level_confirmed", "Level confirmed"),
                    ("level_changed", "Level changed"),
                    ("moved_on", "Moved on"),
                    ("warned", "Deadline near"),
                    ("breached", "Deadline missed"),
                    ("goal_missed", "Internal goal missed"),
                    ("deadline_moved", "Deadline moved"),
                    ("customer_asked", "Customer asked"),
                    ("wait_ended", "Waiting ended"),
                    ("solution_proposed", "Solution proposed"),
                    ("objected", "Objected"),
                    ("closed", "Closed"),
                    ("reopened", "Reopened"),
                    ("type_changed", "Type changed"),
                    ("quoted", "Quotation sent"),
                    ("quote_approved", "Quotation approved"),
                    ("quote_declined", "Quotation declined"),
                    ("quote_taken_back", "Quotation taken back"),
                    ("merged", "Merged into another case"),
                    ("merged_in", "Another case merged in"),
                    ("split", "Split"),
                    ("linked", "Linked"),
                    ("unlinked", "Link removed"),
                    ("followed", "Follower added"),
                    ("unfollowed", "Follower removed"),
                    ("contact_changed", "Contact changed"),
                    ("rated", "Rated"),
                ],
                max_length=20,
                verbose_name="event",
            ),
        ),
        AddConstraintNotValid(
            model_name="caseevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "registered",
                            "taken_up",
                            "taken_over",
                            "replied",
                            "noted",
                            "level_confirmed",
                            "level_changed",
                            "moved_on",
                            "warned",
                            "breached",
                            "goal_missed",
                            "deadline_moved",
                            "customer_asked",
                            "wait_ended",
                            "solution_proposed",
                            "objected",
                            "closed",
                            "reopened",
                            "type_changed",
                            "quoted",
                            "quote_approved",
                            "quote_declined",
                            "quote_taken_back",
                            "merged",
                            "merged_in",
                            "split",
                            "linked",
                            "unlinked",
                            "followed",
                            "unfollowed",
                            "contact_changed",
                            "rated",
                        ],
                    )
                ),
                name="case_event_of_a_kind",
            ),
        ),
        migrations.RunSQL(migrations.RunSQL.noop, _FORGET),
    ]
