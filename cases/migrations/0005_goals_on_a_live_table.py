"""What a live table takes without being locked."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("cases", "0004_goals_and_warnings")]

    operations = [ValidateConstraint("caseevent", "case_event_of_a_kind")]
