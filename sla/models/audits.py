from django.db import models
from django.utils.translation import gettext_lazy as _

from sla.models.clocks import Clock


class ClockAudit(models.Model):
    """One night's recount of every running clock from its raw rows.

    `reached` is the last clock looked at, so that an audit that was cut off goes on there.
    """

    began_at = models.DateTimeField(_("began"))
    ended_at = models.DateTimeField(_("ended"), null=True)
    reached = models.BigIntegerField(_("reached clock"), default=0)
    checked = models.PositiveIntegerField(_("clocks recounted"), default=0)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("audit of clocks")
        verbose_name_plural = _("audits of clocks")
        constraints = [
            models.UniqueConstraint(
                models.Value(1), condition=models.Q(ended_at=None), name="one_audit_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.began_at:%Y-%m-%d}"


class ClockDifference(models.Model):
    """A running clock whose deadline is not what its rows say."""

    audit = models.ForeignKey(
        ClockAudit,
        on_delete=models.CASCADE,
        related_name="differences",
        verbose_name=_("audit of clocks"),
    )
    clock = models.ForeignKey(
        Clock, on_delete=models.CASCADE, related_name="+", verbose_name=_("clock")
    )
    held_due_at = models.DateTimeField(_("deadline held"))
    counted_due_at = models.DateTimeField(_("deadline counted again"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("difference")
        verbose_name_plural = _("differences")
        constraints = [
            models.UniqueConstraint(fields=["audit", "clock"], name="difference_once_an_audit"),
        ]

    def __str__(self) -> str:
        return f"{self.clock_id} {self.held_due_at:%Y-%m-%d %H:%M}"
