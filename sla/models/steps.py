from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.tracked import remembers_edits
from sla.choices import WHOLE, ClockKind


@remembers_edits()
class EscalationStep(models.Model):
    """Who hears when so much of the time of a promise has passed (B5.5)."""

    kind = models.CharField(_("promise"), max_length=10, choices=ClockKind.choices)
    percent = models.PositiveSmallIntegerField(
        _("time used (%)"),
        help_text=_("Part of the opening time that has passed. 100 is the deadline itself."),
    )
    least_minutes = models.PositiveIntegerField(
        _("only when the whole time is at least (minutes)"),
        default=0,
        help_text=_("Minutes of opening time. 0 when the step counts for every promise."),
    )
    tells_handler = models.BooleanField(
        _("tells the handler"),
        default=True,
        help_text=_("The team hears instead of what nobody has taken up."),
    )
    tells_team = models.BooleanField(_("tells the team"), default=False)
    tells_manager = models.BooleanField(_("tells the support manager"), default=False)

    class Meta:
        ordering = ["kind", "percent"]
        verbose_name = _("escalation step")
        verbose_name_plural = _("escalation steps")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "percent"],
                name="escalation_step_once",
                violation_error_message=_("There is such a step already."),
            ),
            models.CheckConstraint(
                condition=Q(percent__range=(1, WHOLE)),
                name="escalation_step_within_the_time",
                violation_error_message=_("Write a number from 1 to 100."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=ClockKind.values), name="escalation_step_of_a_kind"
            ),
            models.CheckConstraint(
                condition=~Q(percent=WHOLE) | Q(least_minutes=0),
                name="every_deadline_has_its_last_step",
                violation_error_message=_("The deadline itself counts for every promise: write 0."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.percent} %"
