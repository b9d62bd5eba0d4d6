"""What a live table is asked for without making it wait: the kinds of events (B7.3)."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("cases", "0009_time_spent")]

    operations = [ValidateConstraint("caseevent", "case_event_of_a_kind")]
