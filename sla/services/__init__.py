"""Everything that changes a clock or a calendar.

Each verb is one transaction (it joins the caller's), locks the clock's row and brings the given
object up to date. Instants are cut to whole seconds, so a promise kept in its last second is met.
"""

from sla.services.auditing import audit_clocks
from sla.services.breaching import record_passed_steps
from sla.services.levelling import change_level, revive
from sla.services.pausing import pause, resume
from sla.services.publishing import extend_calendar, publish_calendar
from sla.services.reopening import reopen
from sla.services.replanning import replan
from sla.services.starting import start, start_goal, start_together
from sla.services.stopping import cancel, stop

__all__ = [
    "audit_clocks",
    "cancel",
    "change_level",
    "extend_calendar",
    "pause",
    "publish_calendar",
    "record_passed_steps",
    "reopen",
    "replan",
    "resume",
    "revive",
    "start",
    "start_goal",
    "start_together",
    "stop",
]
