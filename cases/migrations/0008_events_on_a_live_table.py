"""What a live table is asked for without making it wait: the kinds of events (B2.6)."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("cases", "0007_right_to_support")]

    operations = [ValidateConstraint("caseevent", "case_event_of_a_kind")]
