"""Who changed which opening hours and promises, kept by triggers (B5, B6)."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
import sla.models.calendars
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("sla", "0008_steps_on_a_live_table"),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarEdit",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("key", models.SlugField(db_index=False, max_length=20, verbose_name="key")),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                (
                    "timezone",
                    models.CharField(
                        default="Europe/Helsinki",
                        max_length=40,
                        validators=[sla.models.calendars.known_time_zone],
                        verbose_name="time zone",
                    ),
                ),
                (
                    "eve_closes",
                    models.TimeField(
                        help_text="The day before a public holiday closes at this time at the latest.",
                        verbose_name="closing time on eves",
                    ),
                ),
                ("known_from", models.DateField(verbose_name="known from")),
                (
                    "known_until",
                    models.DateField(
                        help_text="The holidays are entered to this day. No deadline is promised beyond it.",
                        verbose_name="known until",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CalendarExceptionEdit",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("date", models.DateField(verbose_name="date")),
                ("reason_fi", models.CharField(max_length=120, verbose_name="reason in Finnish")),
                (
                    "reason_sv",
                    models.CharField(blank=True, max_length=120, verbose_name="reason in Swedish"),
                ),
                (
                    "reason_en",
                    models.CharField(blank=True, max_length=120, verbose_name="reason in English"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EscalationStepEdit",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
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
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ExceptionHoursEdit",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("opens", models.TimeField(verbose_name="opens")),
                ("closes", models.TimeField(verbose_name="closes")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="GoalEdit",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("key", models.CharField(max_length=20, serialize=False, verbose_name="key")),
                (
                    "minutes",
                    models.PositiveIntegerField(
                        help_text="Minutes of opening time. 0 when there is no goal.",
                        verbose_name="goal (minutes)",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LevelAdviceEdit",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
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
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OpeningHoursEdit",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "weekday",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "Monday"),
                            (1, "Tuesday"),
                            (2, "Wednesday"),
                            (3, "Thursday"),
                            (4, "Friday"),
                            (5, "Saturday"),
                            (6, "Sunday"),
                        ],
                        verbose_name="weekday",
                    ),
                ),
                ("opens", models.TimeField(verbose_name="opens")),
                ("closes", models.TimeField(verbose_name="closes")),
                (
                    "valid_from",
                    models.DateField(
                        blank=True,
                        help_text="Empty: from the beginning.",
                        null=True,
                        verbose_name="valid from",
                    ),
                ),
                (
                    "valid_until",
                    models.DateField(
                        blank=True,
                        help_text="Empty: for the time being.",
                        null=True,
                        verbose_name="valid until",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ServiceLevelEdit",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("number", models.PositiveSmallIntegerField(serialize=False, verbose_name="level")),
                (
                    "definition_fi",
                    models.CharField(max_length=300, verbose_name="definition in Finnish"),
                ),
                (
                    "definition_sv",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="definition in Swedish"
                    ),
                ),
                (
                    "definition_en",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="definition in English"
                    ),
                ),
                (
                    "handling_minutes",
                    models.PositiveIntegerField(
                        help_text="Minutes of opening time.",
                        verbose_name="handling starts within (minutes)",
                    ),
                ),
                (
                    "resolution_kind",
                    models.CharField(
                        choices=[
                            ("same_day", "Same day"),
                            ("same_week", "Same week"),
                            ("weeks", "Within weeks"),
                            ("months", "Within months"),
                        ],
                        max_length=10,
                        verbose_name="target resolution",
                    ),
                ),
                (
                    "resolution_amount",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="0 for the same day or week.",
                        verbose_name="weeks or months",
                    ),
                ),
                (
                    "resolution_lower",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="Lower bound of the range, for planning only. 0 when there is none.",
                        verbose_name="at the earliest",
                    ),
                ),
                (
                    "resolution_least_minutes",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="When less opening time than this is left of the day or week, the target is the next one.",
                        verbose_name="least time left (minutes)",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SpecialDayEdit",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("name_fi", models.CharField(max_length=120, verbose_name="name in Finnish")),
                (
                    "name_sv",
                    models.CharField(blank=True, max_length=120, verbose_name="name in Swedish"),
                ),
                (
                    "name_en",
                    models.CharField(blank=True, max_length=120, verbose_name="name in English"),
                ),
                ("date", models.DateField(verbose_name="date")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("public_holiday", "Public holiday, the day before is an eve"),
                            ("closed_day", "Closed day"),
                        ],
                        max_length=15,
                        verbose_name="kind",
                    ),
                ),
                (
                    "eve_name_fi",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="name of the eve in Finnish"
                    ),
                ),
                (
                    "eve_name_sv",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="name of the eve in Swedish"
                    ),
                ),
                (
                    "eve_name_en",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="name of the eve in English"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="calendar",
            trigger=pgtrigger.compiler.Trigger(
                name="added_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sla_calendaredit" ("eve_closes", "id", "key", "known_from", "known_until", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "timezone") VALUES (NEW."eve_closes", NEW."id", NEW."key", NEW."known_from", NEW."known_until", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'added\', NEW."id", NEW."timezone"); RETURN NULL;',
                    hash="18fdd154bf19500c05c13aa95257a716a54b729a",
                    operation="INSERT",
                    pgid="pgtrigger_added_insert_ad879",
                    table="sla_calendar",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="calendar",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."eve_closes" IS DISTINCT FROM (NEW."eve_closes") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."key" IS DISTINCT FROM (NEW."key") OR OLD."known_from" IS DISTINCT FROM (NEW."known_from") OR OLD."known_until" IS DISTINCT FROM (NEW."known_until") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."timezone" IS DISTINCT FROM (NEW."timezone"))',
                    func='INSERT INTO "sla_calendaredit" ("eve_closes", "id", "key", "known_from", "known_until", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "timezone") VALUES (OLD."eve_closes", OLD."id", OLD."key", OLD."known_from", OLD."known_until", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'changed\', OLD."id", OLD."timezone"); RETURN NULL;',
                    hash="29ab300cc8f2a3b9c1fb659d05ee46c2a418a305",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_2c384",
                    table="sla_calendar",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="calendar",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sla_calendaredit" ("eve_closes", "id", "key", "known_from", "known_until", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "timezone") VALUES (OLD."eve_closes", OLD."id", OLD."key", OLD."known_from", OLD."known_until", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'deleted\', OLD."id", OLD."timezone"); RETURN NULL;',
                    hash="32bb92d1121f098fe1f63ff2e445cee220d6b4ef",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_4157d",
                    table="sla_calendar",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="calendarexception",
            trigger=pgtrigger.compiler.Trigger(
                name="added_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sla_calendarexceptionedit" ("calendar_id", "date", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason_en", "reason_fi", "reason_sv") VALUES (NEW."calendar_id", NEW."date", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'added\', NEW."id", NEW."reason_en", NEW."reason_fi", NEW."reason_sv"); RETURN NULL;',
                    hash="6a042b15b0b8c8d3e5b6850d8a65c247eef83164",
                    operation="INSERT",
                    pgid="pgtrigger_added_insert_f8d6f",
                    table="sla_calendarexception",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="calendarexception",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "sla_calendarexceptionedit" ("calendar_id", "date", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason_en", "reason_fi", "reason_sv") VALUES (OLD."calendar_id", OLD."date", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'changed\', OLD."id", OLD."reason_en", OLD."reason_fi", OLD."reason_sv"); RETURN NULL;',
                    hash="a6f07170d4971edb4dda086642c6977d4a46473e",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_a9a23",
                    table="sla_calendarexception",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="calendarexception",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sla_calendarexceptionedit" ("calendar_id", "date", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason_en", "reason_fi", "reason_sv") VALUES (OLD."calendar_id", OLD."date", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'deleted\', OLD."id", OLD."reason_en", OLD."reason_fi", OLD."reason_sv"); RETURN NULL;',
                    hash="7aee23c053ec26f4cbd9084c7f5749ceae9ebec0",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_c9170",
                    table="sla_calendarexception",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="escalationstep",
            trigger=pgtrigger.compiler.Trigger(
                name="added_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sla_escalationstepedit" ("id", "kind", "least_minutes", "percent", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tells_handler", "tells_manager", "tells_team") VALUES (NEW."id", NEW."kind", NEW."least_minutes", NEW."percent", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'added\', NEW."id", NEW."tells_handler", NEW."tells_manager", NEW."tells_team"); RETURN NULL;',
                    hash="e42152acab9ac7a4d85bd6d633e709be08961741",
                    operation="INSERT",
                    pgid="pgtrigger_added_insert_86d4f",
                    table="sla_escalationstep",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="escalationstep",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "sla_escalationstepedit" ("id", "kind", "least_minutes", "percent", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tells_handler", "tells_manager", "tells_team") VALUES (OLD."id", OLD."kind", OLD."least_minutes", OLD."percent", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'changed\', OLD."id", OLD."tells_handler", OLD."tells_manager", OLD."tells_team"); RETURN NULL;',
                    hash="531f5fb2d0e9bcfea82daff937011747e7b998c5",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_08b53",
                    table="sla_escalationstep",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="escalationstep",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sla_escalationstepedit" ("id", "kind", "least_minutes", "percent", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "tells_handler", "tells_manager", "tells_team") VALUES (OLD."id", OLD."kind", OLD."least_minutes", OLD."percent", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'deleted\', OLD."id", OLD."tells_handler", OLD."tells_manager", OLD."tells_team"); RETURN NULL;',
                    hash="8f7d19b5ad9233b33eef6fa6b93668be9e07883c",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_d9ace",
                    table="sla_escalationstep",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="exceptionhours",
            trigger=pgtrigger.compiler.Trigger(
                name="added_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sla_exceptionhoursedit" ("closes", "exception_id", "id", "opens", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."closes", NEW."exception_id", NEW."id", NEW."opens", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'added\', NEW."id"); RETURN NULL;',
                    hash="1163cc1484be15b057dc5965623606ed40f7fca0",
                    operation="INSERT",
                    pgid="pgtrigger_added_insert_e112a",
                    table="sla_exceptionhours",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="exceptionhours",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "sla_exceptionhoursedit" ("closes", "exception_id", "id", "opens", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."closes", OLD."exception_id", OLD."id", OLD."opens", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'changed\', OLD."id"); RETURN NULL;',
                    hash="c1c4ea4f73aaaf232570d4ec6206f55f4c807346",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_e7233",
                    table="sla_exceptionhours",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="exceptionhours",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sla_exceptionhoursedit" ("closes", "exception_id", "id", "opens", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."closes", OLD."exception_id", OLD."id", OLD."opens", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'deleted\', OLD."id"); RETURN NULL;',
                    hash="f262c8d930b531f939eb045bfd3d2e6f92ed91fc",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_b09ea",
                    table="sla_exceptionhours",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="goal",
            trigger=pgtrigger.compiler.Trigger(
                name="added_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sla_goaledit" ("key", "minutes", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."key", NEW."minutes", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'added\', NEW."key"); RETURN NULL;',
                    hash="807dd07685fd254adbc05a1d2cbdb2d437a217dc",
                    operation="INSERT",
                    pgid="pgtrigger_added_insert_09715",
                    table="sla_goal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="goal",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "sla_goaledit" ("key", "minutes", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."key", OLD."minutes", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'changed\', OLD."key"); RETURN NULL;',
                    hash="ae9bae97ad6a67a8db3f4189ffa84977b885f04f",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_79df6",
                    table="sla_goal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="goal",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sla_goaledit" ("key", "minutes", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."key", OLD."minutes", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'deleted\', OLD."key"); RETURN NULL;',
                    hash="d5af138214890c69c9f8ffb5dd7d777849e89a1b",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_027a9",
                    table="sla_goal",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="leveladvice",
            trigger=pgtrigger.compiler.Trigger(
                name="added_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sla_leveladviceedit" ("id", "level_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "way_round", "work") VALUES (NEW."id", NEW."level_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'added\', NEW."id", NEW."way_round", NEW."work"); RETURN NULL;',
                    hash="cd817cf8d9cfe8642e5673b076560df35038082e",
                    operation="INSERT",
                    pgid="pgtrigger_added_insert_924eb",
                    table="sla_leveladvice",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="leveladvice",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "sla_leveladviceedit" ("id", "level_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "way_round", "work") VALUES (OLD."id", OLD."level_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'changed\', OLD."id", OLD."way_round", OLD."work"); RETURN NULL;',
                    hash="838e63c567ddedfe3ffe107478665ff3bab5fac6",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_809ca",
                    table="sla_leveladvice",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="leveladvice",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sla_leveladviceedit" ("id", "level_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "way_round", "work") VALUES (OLD."id", OLD."level_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'deleted\', OLD."id", OLD."way_round", OLD."work"); RETURN NULL;',
                    hash="82380caf4d257f34c36f820124bcb8b5c3ca1d78",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_62a90",
                    table="sla_leveladvice",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="openinghours",
            trigger=pgtrigger.compiler.Trigger(
                name="added_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sla_openinghoursedit" ("calendar_id", "closes", "id", "opens", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from", "valid_until", "weekday") VALUES (NEW."calendar_id", NEW."closes", NEW."id", NEW."opens", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'added\', NEW."id", NEW."valid_from", NEW."valid_until", NEW."weekday"); RETURN NULL;',
                    hash="cee13d515b644f4b47a22296266f3ed63c02f23f",
                    operation="INSERT",
                    pgid="pgtrigger_added_insert_4533c",
                    table="sla_openinghours",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="openinghours",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "sla_openinghoursedit" ("calendar_id", "closes", "id", "opens", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from", "valid_until", "weekday") VALUES (OLD."calendar_id", OLD."closes", OLD."id", OLD."opens", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'changed\', OLD."id", OLD."valid_from", OLD."valid_until", OLD."weekday"); RETURN NULL;',
                    hash="5471154808f5f3728b0989dac15020afd54d51f6",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_44eb0",
                    table="sla_openinghours",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="openinghours",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sla_openinghoursedit" ("calendar_id", "closes", "id", "opens", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valid_from", "valid_until", "weekday") VALUES (OLD."calendar_id", OLD."closes", OLD."id", OLD."opens", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'deleted\', OLD."id", OLD."valid_from", OLD."valid_until", OLD."weekday"); RETURN NULL;',
                    hash="e9318e019696ed4c95792f3bb67d98e115fae964",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_a224f",
                    table="sla_openinghours",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="servicelevel",
            trigger=pgtrigger.compiler.Trigger(
                name="added_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sla_serviceleveledit" ("definition_en", "definition_fi", "definition_sv", "handling_minutes", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resolution_amount", "resolution_kind", "resolution_least_minutes", "resolution_lower") VALUES (NEW."definition_en", NEW."definition_fi", NEW."definition_sv", NEW."handling_minutes", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'added\', NEW."number", NEW."resolution_amount", NEW."resolution_kind", NEW."resolution_least_minutes", NEW."resolution_lower"); RETURN NULL;',
                    hash="a935baeea0fd71a91d307f1ea1612aa3e5cb1c4e",
                    operation="INSERT",
                    pgid="pgtrigger_added_insert_7d84e",
                    table="sla_servicelevel",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="servicelevel",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "sla_serviceleveledit" ("definition_en", "definition_fi", "definition_sv", "handling_minutes", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resolution_amount", "resolution_kind", "resolution_least_minutes", "resolution_lower") VALUES (OLD."definition_en", OLD."definition_fi", OLD."definition_sv", OLD."handling_minutes", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'changed\', OLD."number", OLD."resolution_amount", OLD."resolution_kind", OLD."resolution_least_minutes", OLD."resolution_lower"); RETURN NULL;',
                    hash="505fd215ff04b26da34e7b3f9195a1a80c49c0b6",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_fa413",
                    table="sla_servicelevel",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="servicelevel",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sla_serviceleveledit" ("definition_en", "definition_fi", "definition_sv", "handling_minutes", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resolution_amount", "resolution_kind", "resolution_least_minutes", "resolution_lower") VALUES (OLD."definition_en", OLD."definition_fi", OLD."definition_sv", OLD."handling_minutes", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'deleted\', OLD."number", OLD."resolution_amount", OLD."resolution_kind", OLD."resolution_least_minutes", OLD."resolution_lower"); RETURN NULL;',
                    hash="7e3f9a5bf3d57efd7014d6f3d75971c913b4bfaa",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_e1400",
                    table="sla_servicelevel",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="specialday",
            trigger=pgtrigger.compiler.Trigger(
                name="added_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sla_specialdayedit" ("calendar_id", "date", "eve_name_en", "eve_name_fi", "eve_name_sv", "id", "kind", "name_en", "name_fi", "name_sv", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."calendar_id", NEW."date", NEW."eve_name_en", NEW."eve_name_fi", NEW."eve_name_sv", NEW."id", NEW."kind", NEW."name_en", NEW."name_fi", NEW."name_sv", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'added\', NEW."id"); RETURN NULL;',
                    hash="05cd9271533409a5fb04c02f51f58b5406d10860",
                    operation="INSERT",
                    pgid="pgtrigger_added_insert_2bf10",
                    table="sla_specialday",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="specialday",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "sla_specialdayedit" ("calendar_id", "date", "eve_name_en", "eve_name_fi", "eve_name_sv", "id", "kind", "name_en", "name_fi", "name_sv", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."calendar_id", OLD."date", OLD."eve_name_en", OLD."eve_name_fi", OLD."eve_name_sv", OLD."id", OLD."kind", OLD."name_en", OLD."name_fi", OLD."name_sv", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'changed\', OLD."id"); RETURN NULL;',
                    hash="4565a099f2ba9456add236fab82248f6e34134aa",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_1258c",
                    table="sla_specialday",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="specialday",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "sla_specialdayedit" ("calendar_id", "date", "eve_name_en", "eve_name_fi", "eve_name_sv", "id", "kind", "name_en", "name_fi", "name_sv", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."calendar_id", OLD."date", OLD."eve_name_en", OLD."eve_name_fi", OLD."eve_name_sv", OLD."id", OLD."kind", OLD."name_en", OLD."name_fi", OLD."name_sv", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'deleted\', OLD."id"); RETURN NULL;',
                    hash="e790676e474289d530cf6ee78f83141e4ec9ba53",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_95150",
                    table="sla_specialday",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="calendaredit",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="sla.calendar",
            ),
        ),
        migrations.AddField(
            model_name="calendarexceptionedit",
            name="calendar",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="sla.calendar",
                verbose_name="calendar",
            ),
        ),
        migrations.AddField(
            model_name="calendarexceptionedit",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="sla.calendarexception",
            ),
        ),
        migrations.AddField(
            model_name="escalationstepedit",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="sla.escalationstep",
            ),
        ),
        migrations.AddField(
            model_name="exceptionhoursedit",
            name="exception",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="sla.calendarexception",
                verbose_name="exception",
            ),
        ),
        migrations.AddField(
            model_name="exceptionhoursedit",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="sla.exceptionhours",
            ),
        ),
        migrations.AddField(
            model_name="goaledit",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="sla.goal",
            ),
        ),
        migrations.AddField(
            model_name="leveladviceedit",
            name="level",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="sla.servicelevel",
                verbose_name="service level",
            ),
        ),
        migrations.AddField(
            model_name="leveladviceedit",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="sla.leveladvice",
            ),
        ),
        migrations.AddField(
            model_name="openinghoursedit",
            name="calendar",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="sla.calendar",
                verbose_name="calendar",
            ),
        ),
        migrations.AddField(
            model_name="openinghoursedit",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="sla.openinghours",
            ),
        ),
        migrations.AddField(
            model_name="serviceleveledit",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="sla.servicelevel",
            ),
        ),
        migrations.AddField(
            model_name="specialdayedit",
            name="calendar",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="sla.calendar",
                verbose_name="calendar",
            ),
        ),
        migrations.AddField(
            model_name="specialdayedit",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="sla.specialday",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="calendaredit",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="2b024a8a012e078a6a9bbaf9b9ff54b24a1caed1",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_7995d",
                    table="sla_calendaredit",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="calendarexceptionedit",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="0adcd4f78f3b2687ad68dec1407bcb277d47c9a6",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_93604",
                    table="sla_calendarexceptionedit",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="escalationstepedit",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="953e0fdff6e395090f7b99e409ccc78b4b147d80",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_71cab",
                    table="sla_escalationstepedit",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="exceptionhoursedit",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="c26cc1695f6c66b246da2bcbf3aba07aa9a7d003",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_f9736",
                    table="sla_exceptionhoursedit",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="goaledit",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="1858309e4ffd002e91dfb5e4ffc63ca3eb224828",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_0b9c4",
                    table="sla_goaledit",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="leveladviceedit",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e1002121e448adb1fef0389a5f9cacef7f4b5ae3",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_2d7d6",
                    table="sla_leveladviceedit",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="openinghoursedit",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="9242c7e0a0d502a18a61f92288441fb4988ed118",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_58220",
                    table="sla_openinghoursedit",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="serviceleveledit",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="6359175caa8944cbc034da3bb90683ce5b35d093",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_46bae",
                    table="sla_serviceleveledit",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="specialdayedit",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="71ea8db4bd03bcab573848152f49ec1a00be4988",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_1cc79",
                    table="sla_specialdayedit",
                    when="BEFORE",
                ),
            ),
        ),
    ]
