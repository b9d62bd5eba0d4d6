"""What a live table takes without being locked."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("sla", "0003_pauses_and_goals")]

    operations = [
        ValidateConstraint("clock", "clock_in_a_state"),
        ValidateConstraint("clock", "only_a_resolution_clock_is_paused"),
    ]
