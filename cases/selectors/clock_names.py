"""Which case a clock belongs to, for those who look at clocks in the administration."""

from collections.abc import Collection

from django.db.models import Q

from cases.models import Case
from sla.naming import Named


def clock_names(clocks: Collection[int]) -> dict[int, Named]:
    """Return the cases of these clocks by the clocks' ids. One query."""
    of_cases = Q(handling_clock__in=clocks) | Q(resolution_clock__in=clocks)
    cases = Case.objects.filter(of_cases | Q(goal_clock__in=clocks)).only(
        *("number", "subject", "handling_clock_id", "resolution_clock_id", "goal_clock_id")
    )
    return {
        pk: Named(str(case), case.get_absolute_url()) for case in cases for pk in case.clock_ids
    }
