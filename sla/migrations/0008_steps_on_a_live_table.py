"""What a live table takes without being locked: validation, and an index built beside the work."""

from django.contrib.postgres.operations import AddIndexConcurrently, ValidateConstraint
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("sla", "0007_steps_advice_and_sweden")]

    operations = [
        ValidateConstraint("clock", "clock_of_a_kind"),
        ValidateConstraint("clock", "only_a_goal_has_no_level"),
        AddIndexConcurrently(
            model_name="clock",
            index=models.Index(
                condition=models.Q(("state", "running")),
                fields=["calendar", "calendar_version", "id"],
                name="clock_running_edition",
            ),
        ),
        AddIndexConcurrently(
            model_name="clock",
            index=models.Index(
                condition=models.Q(("state", "met")),
                fields=["kind", "stopped_at"],
                name="clock_met_at",
            ),
        ),
        AddIndexConcurrently(
            model_name="clock",
            index=models.Index(
                condition=models.Q(("state", "breached")),
                fields=["kind", "due_at"],
                name="clock_breached_due",
            ),
        ),
    ]
