from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.choices import CaseType
from accounts.models import Customer, Module, Team
from cases.choices import Channel, Stage
from cases.querysets import CaseQuerySet
from cases.transitions import PROCESSES
from sla.models import Clock, ServiceLevel

REFERENCE_PREFIX = "SO-"


class NextCaseNumber(models.Func):
    """The next number of the sequence that names cases. Gaps mean nothing."""

    template = "nextval('case_number')"
    arity = 0
    output_field = models.BigIntegerField()


def _stage_fits_its_process() -> Q:
    condition = Q()
    for case_type, steps in PROCESSES.items():
        condition |= Q(case_type=case_type, stage__in=[step.stage for step in steps])
    return condition


class Case(models.Model):
    """One matter a customer has registered (B3). Only `cases.services` writes it."""

    number = models.BigIntegerField(
        _("number"), unique=True, editable=False, db_default=NextCaseNumber()
    )
    submission_key = models.UUIDField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1)

    customer = models.ForeignKey(
        Customer,
        on_delete=models.PROTECT,
        related_name="cases",
        db_index=False,
        verbose_name=_("customer"),
    )
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        verbose_name=_("contact"),
        help_text=_("The person at the customer whom we answer."),
    )
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        verbose_name=_("registered by"),
    )
    channel = models.CharField(
        _("came"), max_length=6, choices=Channel.choices, default=Channel.PORTAL
    )
    case_type = models.CharField(_("type"), max_length=20, choices=CaseType.choices)
    module = models.ForeignKey(
        Module, on_delete=models.PROTECT, related_name="cases", verbose_name=_("module")
    )
    subject = models.CharField(_("subject"), max_length=250)

    stage = models.CharField(_("stage"), max_length=12, choices=Stage.choices, default=Stage.NEW)
    proposed_level = models.ForeignKey(
        ServiceLevel,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        verbose_name=_("proposed level"),
    )
    level = models.ForeignKey(
        ServiceLevel,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        verbose_name=_("service level"),
    )
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, related_name="cases", db_index=False, verbose_name=_("team")
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="owned_cases",
        db_index=False,
        verbose_name=_("owner"),
    )

    received_at = models.DateTimeField(
        _("received"),
    )
    taken_up_at = models.DateTimeField(_("taken up"), null=True)
    handled_at = models.DateTimeField(_("handled"), null=True)
    handling_clock = models.OneToOneField(
        Clock,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("handling clock"),
    )
    resolution_clock = models.OneToOneField(
        Clock,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("resolution clock"),
    )

    # Kept beside the rows they come from, so that a list reads one table (services keep them).
    next_due_at = models.DateTimeField(_("next deadline"), null=True)
    customer_wrote_at = models.DateTimeField(_("customer wrote"), null=True)
    staff_wrote_at = models.DateTimeField(_("SoftOne wrote"), null=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        constraints = [
            models.CheckConstraint(
                condition=_stage_fits_its_process(), name="case_stage_fits_its_process"
            ),
            models.CheckConstraint(
                condition=Q(stage=Stage.HANDLED, handled_at__isnull=False)
                | (~Q(stage=Stage.HANDLED) & Q(handled_at__isnull=True)),
                name="case_handled_has_its_moment",
            ),
            models.CheckConstraint(
                condition=~Q(case_type=CaseType.PROGRAMMING_ERROR)
                | Q(
                    level__isnull=False,
                    proposed_level__isnull=False,
                    handling_clock__isnull=False,
                    resolution_clock__isnull=False,
                ),
                name="case_programming_error_has_level_and_clocks",
            ),
            models.CheckConstraint(
                condition=~Q(case_type=CaseType.PROGRAMMING_ERROR)
                | Q(handled_at__isnull=False)
                | Q(next_due_at__isnull=False),
                name="case_open_programming_error_has_a_deadline",
            ),
            models.CheckConstraint(
                condition=Q(channel__in=Channel.values), name="case_came_by_a_channel"
            ),
            models.UniqueConstraint(
                fields=["customer", "registered_by", "submission_key"],
                name="case_registered_once_a_submission",
            ),
            models.CheckConstraint(
                condition=Q(taken_up_at__isnull=True) | Q(taken_up_at__gte=F("received_at")),
                name="case_taken_up_after_receipt",
            ),
        ]
        indexes = [
            # One partial index for each view of the queue: all, a team's, one's own, untaken.
            models.Index(
                "next_due_at", "id", name="case_open_due", condition=Q(handled_at__isnull=True)
            ),
            models.Index(
                "team",
                "next_due_at",
                "id",
                name="case_open_team_due",
                condition=Q(handled_at__isnull=True),
            ),
            models.Index(
                "owner",
                "next_due_at",
                "id",
                name="case_open_owner_due",
                condition=Q(handled_at__isnull=True),
            ),
            models.Index(
                "team",
                "next_due_at",
                "id",
                name="case_untaken_team_due",
                condition=Q(handled_at__isnull=True)
                & (Q(taken_up_at__isnull=True) | Q(owner__isnull=True)),
            ),
            models.Index(
                "customer",
                "next_due_at",
                "id",
                name="case_open_customer_due",
                condition=Q(handled_at__isnull=True),
            ),
            models.Index(
                "customer",
                "handled_at",
                "id",
                name="case_customer_handled",
                condition=Q(handled_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.subject}"

    def get_absolute_url(self) -> str:
        return reverse("cases:case", args=[self.number])

    @property
    def reference(self) -> str:
        """The number people quote in mail and on the phone (B3.1), such as "SO-104217"."""
        return f"{REFERENCE_PREFIX}{self.number}"

    @property
    def owner_name(self) -> str:
        """Who has the case, for a sentence: nobody in particular is SoftOne."""
        return self.owner.full_name if self.owner else "SoftOne"

    @property
    def is_handled(self) -> bool:
        return self.handled_at is not None

    @property
    def awaits_reply(self) -> bool:
        """True while the customer's latest message has no answer from a person at SoftOne."""
        if self.is_handled or self.customer_wrote_at is None:
            return False
        return self.staff_wrote_at is None or self.staff_wrote_at < self.customer_wrote_at


class FaultFacts(models.Model):
    """The extra facts of a programming error that speed up handling (B3.2)."""

    case = models.OneToOneField(
        Case, on_delete=models.CASCADE, primary_key=True, related_name="facts"
    )
    steps = models.TextField(_("steps"), blank=True)
    expected = models.TextField(_("what was expected"), blank=True)
    since = models.CharField(_("since when"), max_length=200, blank=True)
    affected = models.CharField(_("how many are affected"), max_length=200, blank=True)
    environment = models.CharField(_("browser or version"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("facts of a programming error")
        verbose_name_plural = _("facts of programming errors")

    def __str__(self) -> str:
        return f"{self.case_id}"
