"""The longest lift of the payment block is a rule that administrators edit (B2.3)."""

import django.core.validators
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0008_who_ended_a_seat"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="supportrules",
            name="added_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="supportrules",
            name="changed_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="supportrules",
            name="deleted_delete",
        ),
        migrations.AddField(
            model_name="supportrules",
            name="longest_lift_days",
            field=models.PositiveSmallIntegerField(
                db_default=90,
                default=90,
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(365),
                ],
                verbose_name="longest lift of the payment block, days",
            ),
        ),
        migrations.AddField(
            model_name="supportrulesedit",
            name="longest_lift_days",
            field=models.PositiveSmallIntegerField(
                db_default=90,
                default=90,
                validators=[
                    django.core.validators.MinValueValidator(1),
                    django.core.validators.MaxValueValidator(365),
                ],
                verbose_name="longest lift of the payment block, days",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supportrules",
            trigger=pgtrigger.compiler.Trigger(
                name="added_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accounts_supportrulesedit" ("certificate_months", "contact_months", "grace_days", "id", "invitation_days", "longest_lift_days", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "warning_days") VALUES (NEW."certificate_months", NEW."contact_months", NEW."grace_days", NEW."id", NEW."invitation_days", NEW."longest_lift_days", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'added\', NEW."id", NEW."warning_days"); RETURN NULL;',
                    hash="430b7af35e381e1aab7a3c8480a0eedc9fd56b85",
                    operation="INSERT",
                    pgid="pgtrigger_added_insert_c926d",
                    table="accounts_supportrules",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supportrules",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accounts_supportrulesedit" ("certificate_months", "contact_months", "grace_days", "id", "invitation_days", "longest_lift_days", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "warning_days") VALUES (OLD."certificate_months", OLD."contact_months", OLD."grace_days", OLD."id", OLD."invitation_days", OLD."longest_lift_days", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'changed\', OLD."id", OLD."warning_days"); RETURN NULL;',
                    hash="55866d82c09a4c2e6aaa46a8338be99827bc4f2f",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_3b8a4",
                    table="accounts_supportrules",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supportrules",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accounts_supportrulesedit" ("certificate_months", "contact_months", "grace_days", "id", "invitation_days", "longest_lift_days", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "warning_days") VALUES (OLD."certificate_months", OLD."contact_months", OLD."grace_days", OLD."id", OLD."invitation_days", OLD."longest_lift_days", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'deleted\', OLD."id", OLD."warning_days"); RETURN NULL;',
                    hash="89f3df42bf22e4e217359feeedc74decf47d0778",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_2e985",
                    table="accounts_supportrules",
                    when="AFTER",
                ),
            ),
        ),
    ]
