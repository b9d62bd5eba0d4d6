import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.choices import Verdict
from cases.models.case import Case
from cases.querysets import QuotationQuerySet


class Quotation(models.Model):
    """What a piece of work would be, cost and take, and the customer's answer to it (B4.2, B7.2).

    Evidence: what was offered never changes, and an answer is given once.
    """

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="quotations", db_index=False
    )
    number = models.PositiveSmallIntegerField(_("number"))
    text = models.TextField(_("what is included"))
    price = models.DecimalField(_("price (€, VAT 0 %)"), max_digits=10, decimal_places=2)
    ready_on = models.DateField(_("ready on"))
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    offered_at = models.DateTimeField(_("offered"))
    verdict = models.CharField(
        _("answer"), max_length=10, choices=Verdict.choices, default=Verdict.PENDING
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
    )
    answered_at = models.DateTimeField(_("answered"), null=True)
    reason = models.TextField(_("reason"), blank=True)

    objects = QuotationQuerySet.as_manager()

    class Meta:
        ordering = ["case", "number"]
        verbose_name = _("quotation")
        verbose_name_plural = _("quotations")
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="quotation_numbered"),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(verdict=Verdict.PENDING),
                name="quotation_one_to_answer",
            ),
            models.CheckConstraint(
                condition=Q(verdict=Verdict.PENDING, answered_at__isnull=True)
                | Q(
                    verdict__in=[Verdict.APPROVED, Verdict.DECLINED, Verdict.TAKEN_BACK],
                    answered_at__isnull=False,
                ),
                name="quotation_answered_at_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(verdict__in=[Verdict.APPROVED, Verdict.DECLINED])
                | Q(answered_by__isnull=False),
                name="quotation_answered_by_a_person",
            ),
            models.CheckConstraint(condition=Q(price__gte=0), name="quotation_price_not_negative"),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="offer_stays",
                fields=["case", "number", "text", "price", "ready_on", "offered_by", "offered_at"],
            ),
            pgtrigger.Protect(
                name="answer_stays",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__verdict=Verdict.PENDING),
            ),
            pgtrigger.Protect(name="evidence_stays", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.number}"

    @property
    def is_pending(self) -> bool:
        return self.verdict == Verdict.PENDING
