"""Who changed which rule of the right to support, kept by triggers (B2)."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_rules_of_support")]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name="seatrule",
            trigger=pgtrigger.compiler.Trigger(
                name="added_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accounts_seatruleedit" ("id", "least_modules", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seats") VALUES (NEW."id", NEW."least_modules", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'added\', NEW."id", NEW."seats"); RETURN NULL;',
                    hash="7d41320838c1b32b60a1c9555e3e6beb0457ced1",
                    operation="INSERT",
                    pgid="pgtrigger_added_insert_2885d",
                    table="accounts_seatrule",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="seatrule",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accounts_seatruleedit" ("id", "least_modules", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seats") VALUES (OLD."id", OLD."least_modules", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'changed\', OLD."id", OLD."seats"); RETURN NULL;',
                    hash="4beb1f615af5a22e388d42681e942ae2fe063b4e",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_c518e",
                    table="accounts_seatrule",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="seatrule",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accounts_seatruleedit" ("id", "least_modules", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seats") VALUES (OLD."id", OLD."least_modules", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'deleted\', OLD."id", OLD."seats"); RETURN NULL;',
                    hash="a7782c6b9a6ceaf76ae80652ce31809aa89d6f81",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_89b56",
                    table="accounts_seatrule",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supportgate",
            trigger=pgtrigger.compiler.Trigger(
                name="added_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accounts_supportgateedit" ("case_type", "needs_payment", "needs_training", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."case_type", NEW."needs_payment", NEW."needs_training", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'added\', NEW."case_type"); RETURN NULL;',
                    hash="eb992de95fb32fa568182280668a300ef717dce6",
                    operation="INSERT",
                    pgid="pgtrigger_added_insert_e1b18",
                    table="accounts_supportgate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supportgate",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accounts_supportgateedit" ("case_type", "needs_payment", "needs_training", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."case_type", OLD."needs_payment", OLD."needs_training", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'changed\', OLD."case_type"); RETURN NULL;',
                    hash="7819be9d90a8fb73baed877d27cf64a122598a21",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_fce82",
                    table="accounts_supportgate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supportgate",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accounts_supportgateedit" ("case_type", "needs_payment", "needs_training", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."case_type", OLD."needs_payment", OLD."needs_training", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'deleted\', OLD."case_type"); RETURN NULL;',
                    hash="ea63dae391dfdf3b46c69c4803d1c4ce62d0e774",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_1f321",
                    table="accounts_supportgate",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supportrules",
            trigger=pgtrigger.compiler.Trigger(
                name="added_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accounts_supportrulesedit" ("certificate_months", "contact_months", "grace_days", "id", "invitation_days", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "warning_days") VALUES (NEW."certificate_months", NEW."contact_months", NEW."grace_days", NEW."id", NEW."invitation_days", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'added\', NEW."id", NEW."warning_days"); RETURN NULL;',
                    hash="78d6c60e2795cc593e2cc7b7127ffe78597a0f86",
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
                    func='INSERT INTO "accounts_supportrulesedit" ("certificate_months", "contact_months", "grace_days", "id", "invitation_days", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "warning_days") VALUES (OLD."certificate_months", OLD."contact_months", OLD."grace_days", OLD."id", OLD."invitation_days", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'changed\', OLD."id", OLD."warning_days"); RETURN NULL;',
                    hash="ae3a43c09cb798a1dba6b8438ce7eb28d8cc70e9",
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
                    func='INSERT INTO "accounts_supportrulesedit" ("certificate_months", "contact_months", "grace_days", "id", "invitation_days", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "warning_days") VALUES (OLD."certificate_months", OLD."contact_months", OLD."grace_days", OLD."id", OLD."invitation_days", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'deleted\', OLD."id", OLD."warning_days"); RETURN NULL;',
                    hash="34952b21ffc2c890dc3b8025dfc30dcd0fcc1a91",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_2e985",
                    table="accounts_supportrules",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="seatexception",
            trigger=pgtrigger.compiler.Trigger(
                name="added_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accounts_seatexceptionedit" ("customer_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "seats") VALUES (NEW."customer_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'added\', NEW."id", NEW."reason", NEW."seats"); RETURN NULL;',
                    hash="e1f1622b6d20a6c400f0066929b5dee306104644",
                    operation="INSERT",
                    pgid="pgtrigger_added_insert_4b6cf",
                    table="accounts_seatexception",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="seatexception",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accounts_seatexceptionedit" ("customer_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "seats") VALUES (OLD."customer_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'changed\', OLD."id", OLD."reason", OLD."seats"); RETURN NULL;',
                    hash="2b8c4064959789a114870feb42b1ecb5cdee0e64",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_793c2",
                    table="accounts_seatexception",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="seatexception",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accounts_seatexceptionedit" ("customer_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "seats") VALUES (OLD."customer_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'deleted\', OLD."id", OLD."reason", OLD."seats"); RETURN NULL;',
                    hash="357ef1443807135f69c155c175b7cd54e544208f",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_7429a",
                    table="accounts_seatexception",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="seatexceptionedit",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="1c613052cf84cc8490e138edf60950b3f7e1e385",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ebf12",
                    table="accounts_seatexceptionedit",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="seatruleedit",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="acbfd8919b10e6b409379baa849c663cca9aac8d",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_53697",
                    table="accounts_seatruleedit",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supportgateedit",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="df52c43f9240ea9e504a9724536b59a2be7edbfb",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_3adb9",
                    table="accounts_supportgateedit",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="supportrulesedit",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="4737fb54adaba8f972e7e7283280f436d3930a81",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_51305",
                    table="accounts_supportrulesedit",
                    when="BEFORE",
                ),
            ),
        ),
    ]
