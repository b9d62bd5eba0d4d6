"""What a live table takes without being locked: validation, and an index built beside the work."""

from django.contrib.postgres.operations import AddIndexConcurrently, ValidateConstraint
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("cases", "0002_whole_life")]

    operations = [
        ValidateConstraint("case", "case_stage_fits_its_process"),
        ValidateConstraint("case", "case_open_programming_error_has_a_deadline"),
        ValidateConstraint("case", "case_level_of_errors_only"),
        ValidateConstraint("case", "case_handled_has_its_outcome"),
        ValidateConstraint("case", "case_handled_waits_for_nobody"),
        ValidateConstraint("case", "case_waits_for_one_thing"),
        ValidateConstraint("case", "case_merged_into_a_case"),
        ValidateConstraint("caseevent", "case_event_of_a_kind"),
        AddIndexConcurrently(
            model_name="case",
            index=models.Index(
                models.F("closes_at"),
                condition=models.Q(("closes_at__isnull", False)),
                name="case_closes_at",
            ),
        ),
    ]
