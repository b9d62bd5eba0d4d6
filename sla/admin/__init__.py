"""Administration of opening hours and promises. What services write is only shown here."""

from sla.admin import calendars, clocks, levels, steps

__all__ = ["calendars", "clocks", "levels", "steps"]
