from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models.tracked import remembers_edits
from accounts.models.translated import in_own_language
from sla.choices import ResolutionKind
from sla.targets import TargetRule

_COUNTED = (ResolutionKind.WEEKS, ResolutionKind.MONTHS)


@remembers_edits()
class ServiceLevel(models.Model):
    """What we promise for a programming error of one gravity, 1 = gravest (B5)."""

    number = models.PositiveSmallIntegerField(_("level"), primary_key=True)
    definition_fi = models.CharField(_("definition in Finnish"), max_length=300)
    definition_sv = models.CharField(_("definition in Swedish"), max_length=300, blank=True)
    definition_en = models.CharField(_("definition in English"), max_length=300, blank=True)
    handling_minutes = models.PositiveIntegerField(
        _("handling starts within (minutes)"), help_text=_("Minutes of opening time.")
    )
    resolution_kind = models.CharField(
        _("target resolution"), max_length=10, choices=ResolutionKind.choices
    )
    resolution_amount = models.PositiveSmallIntegerField(
        _("weeks or months"), default=0, help_text=_("0 for the same day or week.")
    )
    resolution_lower = models.PositiveSmallIntegerField(
        _("at the earliest"),
        default=0,
        help_text=_("Lower bound of the range, for planning only. 0 when there is none."),
    )
    resolution_least_minutes = models.PositiveSmallIntegerField(
        _("least time left (minutes)"),
        default=0,
        help_text=_(
            "When less opening time than this is left of the day or week, "
            "the target is the next one."
        ),
    )

    class Meta:
        ordering = ["number"]
        verbose_name = _("service level")
        verbose_name_plural = _("service levels")
        constraints = [
            models.CheckConstraint(
                condition=Q(number__range=(1, 5)), name="service_level_between_1_and_5"
            ),
            models.CheckConstraint(
                condition=Q(handling_minutes__gte=1),
                name="service_level_gives_time_to_start",
                violation_error_message=_("Give at least one minute to start in."),
            ),
            models.CheckConstraint(
                condition=Q(resolution_kind__in=_COUNTED, resolution_amount__gte=1)
                | Q(
                    resolution_kind__in=[ResolutionKind.SAME_DAY, ResolutionKind.SAME_WEEK],
                    resolution_amount=0,
                ),
                name="service_level_counts_weeks_and_months",
                violation_error_message=_(
                    "Say how many weeks or months; for the same day or week write 0."
                ),
            ),
            models.CheckConstraint(
                condition=Q(resolution_lower__lte=F("resolution_amount")),
                name="service_level_range_runs_forward",
                violation_error_message=_("The earliest must not be later than the latest."),
            ),
        ]

    def __str__(self) -> str:
        return str(_("Level %(number)d") % {"number": self.number})

    @property
    def definition(self) -> str:
        """The definition in the reader's language and plain words."""
        return in_own_language(self, "definition")

    @property
    def handling_seconds(self) -> int:
        return self.handling_minutes * 60

    @property
    def target_rule(self) -> TargetRule:
        return TargetRule(
            kind=self.resolution_kind,
            amount=self.resolution_amount,
            least_seconds=self.resolution_least_minutes * 60,
        )
