"""Who else belongs to a case, which cases belong together, and how it went."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext_lazy as _

from cases.choices import LinkKind
from cases.models.case import Case
from cases.querysets import CaseLinkQuerySet


class Follower(models.Model):
    """A colleague at the customer who hears of a case as its contact does (B4.6)."""

    case = models.ForeignKey(
        Case, on_delete=models.CASCADE, related_name="followers", db_index=False
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="followed_cases"
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("follower of a case")
        verbose_name_plural = _("followers of cases")
        constraints = [
            models.UniqueConstraint(fields=["case", "user"], name="follower_once_a_case"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.user_id}"


class CaseLink(models.Model):
    """Two cases that belong together, and what the first is to the other."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="links", db_index=False)
    other = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="linked_from")
    kind = models.CharField(_("meaning"), max_length=14, choices=LinkKind.choices)

    objects = CaseLinkQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("link between cases")
        verbose_name_plural = _("links between cases")
        constraints = [
            # Once, whichever of the two it is read from.
            models.UniqueConstraint(
                Least("case", "other"), Greatest("case", "other"), name="case_linked_once"
            ),
            models.CheckConstraint(condition=~Q(case=F("other")), name="case_not_linked_to_itself"),
            models.CheckConstraint(
                condition=Q(kind__in=LinkKind.values), name="case_link_of_a_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind} {self.other_id}"


class Rating(models.Model):
    """How it went, in the customer's own judgement (B4.6)."""

    case = models.OneToOneField(
        Case, on_delete=models.CASCADE, primary_key=True, related_name="rating"
    )
    score = models.PositiveSmallIntegerField(_("score"))
    comment = models.TextField(_("comment"), blank=True)
    rated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    rated_at = models.DateTimeField(_("rated"))

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        constraints = [
            models.CheckConstraint(condition=Q(score__range=(1, 5)), name="rating_from_1_to_5"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.score}"
