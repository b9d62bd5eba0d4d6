from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.tracked import remembers_edits
from sla.choices import WayRound, WorkGoesOn
from sla.models.levels import ServiceLevel


@remembers_edits()
class LevelAdvice(models.Model):
    """Which level two answers of the customer speak for (B5)."""

    work = models.CharField(_("work goes on"), max_length=10, choices=WorkGoesOn.choices)
    way_round = models.CharField(_("way round"), max_length=10, choices=WayRound.choices)
    level = models.ForeignKey(
        ServiceLevel,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        verbose_name=_("service level"),
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("advice on the service level")
        verbose_name_plural = _("advice on service levels")
        constraints = [
            models.UniqueConstraint(fields=["work", "way_round"], name="level_advice_once"),
            models.CheckConstraint(
                condition=Q(work__in=WorkGoesOn.values, way_round__in=WayRound.values),
                name="level_advice_for_known_answers",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_work_display()}, {self.get_way_round_display()}"
