from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case
from cases.models.messages import Message
from cases.querysets import QuestionQuerySet


class Question(models.Model):
    """What exactly the customer is asked while the case waits for them (B4.5)."""

    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, related_name="questions", db_index=False
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    message = models.OneToOneField(Message, on_delete=models.PROTECT, related_name="question")
    text = models.CharField(_("question"), max_length=300)
    asked_at = models.DateTimeField(_("asked"))
    ended_at = models.DateTimeField(_("answered"), null=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        verbose_name = _("question to the customer")
        verbose_name_plural = _("questions to the customer")
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_at__isnull=True), name="question_one_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.text}"


class MissingItem(models.Model):
    """One thing of a question's tick-list, and when the customer said that it is there."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="items")
    label = models.CharField(_("what is missing"), max_length=120)
    given_at = models.DateTimeField(_("given"), null=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("missing information")
        verbose_name_plural = _("missing information")

    def __str__(self) -> str:
        return self.label
