from datetime import datetime, timedelta
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.tracked import remembers_edits


@remembers_edits()
class CaseRules(models.Model):
    """How long a case may be reopened and how soon silence closes it: one row, editable (B4.6)."""

    reopen_days = models.PositiveSmallIntegerField(
        _("days in which a handled case may be reopened"),
        default=14,
        validators=[MaxValueValidator(365)],
        help_text=_("Calendar days. Later the customer registers a linked new case."),
    )
    silence_days = models.PositiveSmallIntegerField(
        _("open days until a proposed solution closes the case"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text=_("Working days after the day of the proposal. The case closes at closing time."),
    )

    class Meta:
        verbose_name = _("rules of cases")
        verbose_name_plural = _("rules of cases")
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="case_rules_are_one_row"),
            models.CheckConstraint(
                condition=Q(silence_days__gte=1), name="case_rules_silence_lasts_a_day"
            ),
        ]

    def __str__(self) -> str:
        return str(_("rules of cases"))

    @classmethod
    def load(cls) -> Self:
        """The one row; the defaults when nobody has saved it yet."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)

    def reopens_until(self, handled_at: datetime) -> datetime:
        """Until when a case that was handled at this moment may be opened again (B4.6)."""
        return handled_at + timedelta(days=self.reopen_days)
