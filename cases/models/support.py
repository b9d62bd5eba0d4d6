from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.choices import SupportGround
from cases.models.case import Case


class SupportDecision(models.Model):
    """Why a case could be registered, with the facts of that moment (B2.3, B2.4).

    `facts` and `reasons` hold ids, codes and dates. An exception says who made it and why.
    """

    case = models.OneToOneField(
        Case, on_delete=models.CASCADE, primary_key=True, related_name="support_decision"
    )
    ground = models.CharField(_("ground"), max_length=10, choices=SupportGround.choices)
    reasons = models.JSONField(_("what was missing"), default=list, blank=True)
    facts = models.JSONField(_("facts"), default=dict, blank=True)
    exception_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("exception by"),
    )
    exception_reason = models.CharField(_("reason of the exception"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("decision on the right to support")
        verbose_name_plural = _("decisions on the right to support")
        constraints = [
            models.CheckConstraint(
                condition=Q(ground=SupportGround.EXCEPTION, exception_by__isnull=False)
                & ~Q(exception_reason="")
                | ~Q(ground=SupportGround.EXCEPTION)
                & Q(exception_by__isnull=True, exception_reason=""),
                name="support_exception_says_who_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}, {self.get_ground_display()}"
