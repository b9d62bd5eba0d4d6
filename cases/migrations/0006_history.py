"""Who changed the rules of cases, kept by triggers (B4.6)."""

import django.core.validators
import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0005_goals_on_a_live_table"),
    ]

    operations = [
        migrations.CreateModel(
            name="CaseRulesEdit",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "reopen_days",
                    models.PositiveSmallIntegerField(
                        default=14,
                        help_text="Calendar days. Later the customer registers a linked new case.",
                        validators=[django.core.validators.MaxValueValidator(365)],
                        verbose_name="days in which a handled case may be reopened",
                    ),
                ),
                (
                    "silence_days",
                    models.PositiveSmallIntegerField(
                        default=5,
                        help_text="Working days after the day of the proposal. The case closes at closing time.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(60),
                        ],
                        verbose_name="open days until a proposed solution closes the case",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="caserules",
            trigger=pgtrigger.compiler.Trigger(
                name="added_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_caserulesedit" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reopen_days", "silence_days") VALUES (NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'added\', NEW."id", NEW."reopen_days", NEW."silence_days"); RETURN NULL;',
                    hash="c02fce8ab0bf7f6a304dbc2df41f59ae1e11fed8",
                    operation="INSERT",
                    pgid="pgtrigger_added_insert_74caa",
                    table="cases_caserules",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="caserules",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_caserulesedit" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reopen_days", "silence_days") VALUES (OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'changed\', OLD."id", OLD."reopen_days", OLD."silence_days"); RETURN NULL;',
                    hash="6aa8e65ebdaf9b18c41161262a643e9166c4ffe6",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_8196d",
                    table="cases_caserules",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="caserules",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_caserulesedit" ("id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reopen_days", "silence_days") VALUES (OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'deleted\', OLD."id", OLD."reopen_days", OLD."silence_days"); RETURN NULL;',
                    hash="bc7a10a03ac4717ff2089e8aa18df4a6606ec53a",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_ce510",
                    table="cases_caserules",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="caserulesedit",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="cases.caserules",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="caserulesedit",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e55c251d645bafe8232a3084b1f87e904a80d8be",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ac815",
                    table="cases_caserulesedit",
                    when="BEFORE",
                ),
            ),
        ),
    ]
