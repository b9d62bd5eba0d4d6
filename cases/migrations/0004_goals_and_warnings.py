"""What a case takes for its goals, warnings and the advice on its level (B5).

No event can fail the new constraint, so it is validated apart, without a lock.
"""

import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


# Going back, what only newer code can tell of a case is forgotten.
_FORGET = """
    ALTER TABLE cases_caseevent DISABLE TRIGGER USER;
    DELETE FROM cases_caseevent WHERE kind IN ('warned', 'goal_missed', 'deadline_moved');
    ALTER TABLE cases_caseevent ENABLE TRIGGER USER;
    UPDATE cases_case SET goal_clock_id = NULL WHERE goal_clock_id IS NOT NULL;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0003_whole_life_on_a_live_table"),
        ("sla", "0006_steps_goals_and_audits"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="caseevent",
            name="case_event_of_a_kind",
        ),
        migrations.AddField(
            model_name="case",
            name="at_stake",
            field=models.BooleanField(
                db_default=False, default=False, verbose_name="month end or payroll at stake"
            ),
        ),
        migrations.AddField(
            model_name="case",
            name="goal_clock",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="sla.clock",
                verbose_name="clock of the internal goal",
            ),
        ),
        migrations.AddField(
            model_name="caseevent",
            name="percent",
            field=models.PositiveSmallIntegerField(null=True, verbose_name="time used (%)"),
        ),
        migrations.AddField(
            model_name="casefacts",
            name="advised_level",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="advised level"
            ),
        ),
        migrations.AddField(
            model_name="casefacts",
            name="people",
            field=models.CharField(
                blank=True,
                choices=[("one", "One"), ("several", "Several"), ("everybody", "Everybody")],
                db_default="",
                max_length=10,
                verbose_name="who is affected",
            ),
        ),
        migrations.AddField(
            model_name="casefacts",
            name="way_round",
            field=models.CharField(
                blank=True,
                choices=[("yes", "Yes"), ("no", "No"), ("unknown", "I do not know")],
                db_default="",
                max_length=10,
                verbose_name="way round",
            ),
        ),
        migrations.AddField(
            model_name="casefacts",
            name="work",
            field=models.CharField(
                blank=True,
                choices=[("fully", "Fully"), ("partly", "Partly"), ("not_at_all", "Not at all")],
                db_default="",
                max_length=10,
                verbose_name="work goes on",
            ),
        ),
        migrations.AlterField(
            model_name="caseevent",
            name="clock_kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("handling", "Start of handling"),
                    ("resolution", "Resolution"),
                    ("goal", "Internal goal"),
                ],
                max_length=10,
                verbose_name="clock",
            ),
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
                            "rated",
                        ],
                    )
                ),
                name="case_event_of_a_kind",
            ),
        ),
        migrations.RunSQL(migrations.RunSQL.noop, _FORGET),
    ]
