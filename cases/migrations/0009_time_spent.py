"""Time spent on cases, which counts until it is withdrawn (B7.3)."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

_FORGET = """
    ALTER TABLE cases_caseevent DISABLE TRIGGER USER;
    DELETE FROM cases_caseevent WHERE kind IN ('time_recorded', 'time_withdrawn');
    SET CONSTRAINTS ALL IMMEDIATE;
    ALTER TABLE cases_caseevent ENABLE TRIGGER USER;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0008_events_on_a_live_table"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="TimeEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("submission_key", models.UUIDField(editable=False)),
                ("day", models.DateField(verbose_name="day")),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="minutes")),
                (
                    "about",
                    models.CharField(blank=True, max_length=120, verbose_name="what was done"),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
                ("withdrawn_at", models.DateTimeField(null=True, verbose_name="withdrawn")),
            ],
            options={
                "verbose_name": "time spent on a case",
                "verbose_name_plural": "time spent on cases",
                "ordering": ["-day", "-pk"],
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
                    ("time_recorded", "Time recorded"),
                    ("time_withdrawn", "Time withdrawn"),
                ],
                max_length=20,
                verbose_name="event",
            ),
        ),
        migrations.AddField(
            model_name="timeentry",
            name="by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="by",
            ),
        ),
        migrations.AddField(
            model_name="timeentry",
            name="case",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="time_entries",
                to="cases.case",
            ),
        ),
        migrations.AddField(
            model_name="timeentry",
            name="withdrawn_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="withdrawn by",
            ),
        ),
        migrations.AddField(
            model_name="caseevent",
            name="time",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.timeentry",
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
                            "time_recorded",
                            "time_withdrawn",
                        ],
                    )
                ),
                name="case_event_of_a_kind",
            ),
        ),
        migrations.AddIndex(
            model_name="timeentry",
            index=models.Index(
                condition=models.Q(("withdrawn_at__isnull", True)),
                fields=["case", "day", "id"],
                include=("minutes",),
                name="time_of_case",
            ),
        ),
        migrations.AddConstraint(
            model_name="timeentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("minutes__range", (1, 1440))), name="time_within_a_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="timeentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)),
                    models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                    _connector="OR",
                ),
                name="time_withdrawn_by_a_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="timeentry",
            constraint=models.UniqueConstraint(
                fields=("case", "by", "submission_key"), name="time_recorded_once"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="timeentry",
            trigger=pgtrigger.compiler.Trigger(
                name="entry_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."case_id" IS DISTINCT FROM (NEW."case_id") OR OLD."submission_key" IS DISTINCT FROM (NEW."submission_key") OR OLD."by_id" IS DISTINCT FROM (NEW."by_id") OR OLD."day" IS DISTINCT FROM (NEW."day") OR OLD."minutes" IS DISTINCT FROM (NEW."minutes") OR OLD."about" IS DISTINCT FROM (NEW."about") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="6c890f054e12ace8a9ff546794bb4ad73139b5d9",
                    operation="UPDATE",
                    pgid="pgtrigger_entry_stays_92c65",
                    table="cases_timeentry",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="timeentry",
            trigger=pgtrigger.compiler.Trigger(
                name="withdrawal_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."withdrawn_at" IS NOT NULL)',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="c98acc5a403894edd14fbd5d2f1ad894af2e5d42",
                    operation="UPDATE",
                    pgid="pgtrigger_withdrawal_stays_450b5",
                    table="cases_timeentry",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="timeentry",
            trigger=pgtrigger.compiler.Trigger(
                name="entry_is_kept",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                    hash="f35280745093beafc3589d7b7dc06f8006501281",
                    operation="DELETE",
                    pgid="pgtrigger_entry_is_kept_0e720",
                    table="cases_timeentry",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(migrations.RunSQL.noop, _FORGET),
    ]
