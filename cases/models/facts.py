from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.choices import PeopleAffected
from cases.models.case import Case
from sla.choices import WayRound, WorkGoesOn


class CaseFacts(models.Model):
    """The extra facts that speed up handling (B3.2). Which of them are asked, the type decides."""

    case = models.OneToOneField(
        Case, on_delete=models.CASCADE, primary_key=True, related_name="facts"
    )
    steps = models.TextField(_("steps"), blank=True)
    expected = models.TextField(_("what was expected"), blank=True)
    since = models.CharField(_("since when"), max_length=200, blank=True)
    affected = models.CharField(_("how many are affected"), max_length=200, blank=True)
    # The three answers that speak for a service level (B5); what the customer was advised then.
    work = models.CharField(
        _("work goes on"), max_length=10, choices=WorkGoesOn.choices, blank=True, db_default=""
    )
    way_round = models.CharField(
        _("way round"), max_length=10, choices=WayRound.choices, blank=True, db_default=""
    )
    people = models.CharField(
        _("who is affected"),
        max_length=10,
        choices=PeopleAffected.choices,
        blank=True,
        db_default="",
    )
    advised_level = models.PositiveSmallIntegerField(_("advised level"), null=True, blank=True)
    environment = models.CharField(_("browser or version"), max_length=200, blank=True)
    benefit = models.TextField(_("benefit"), blank=True)
    wanted_on = models.DateField(_("wanted by"), null=True, blank=True)

    class Meta:
        # As it was named when only faults had facts: a live table is not renamed for a word.
        db_table = "cases_faultfacts"
        verbose_name = _("facts of a case")
        verbose_name_plural = _("facts of cases")

    def __str__(self) -> str:
        return f"{self.case_id}"
