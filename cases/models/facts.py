from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case


class CaseFacts(models.Model):
    """The extra facts that speed up handling (B3.2). Which of them are asked, the type decides."""

    case = models.OneToOneField(
        Case, on_delete=models.CASCADE, primary_key=True, related_name="facts"
    )
    steps = models.TextField(_("steps"), blank=True)
    expected = models.TextField(_("what was expected"), blank=True)
    since = models.CharField(_("since when"), max_length=200, blank=True)
    affected = models.CharField(_("how many are affected"), max_length=200, blank=True)
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
