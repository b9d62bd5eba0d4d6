from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.choices import CaseType
from accounts.models import Customer, Module, Team
from cases.choices import Channel, Outcome, Stage
from cases.models.legality import stage_fits_its_process, stages_follow_the_process
from cases.querysets import CaseQuerySet
from sla.models import Clock, ServiceLevel

REFERENCE_PREFIX = "SO-"


class NextCaseNumber(models.Func):
    """The next number of the sequence that names cases. Gaps mean nothing."""

    template = "nextval('case_number')"
    arity = 0
    output_field = models.BigIntegerField()


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

    stage = models.CharField(_("stage"), max_length=16, choices=Stage.choices)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices, blank=True)
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        related_name="merged_cases",
        verbose_name=_("merged into"),
    )
    # What the work was promised to be: by when, in which version.
    ready_on = models.DateField(_("estimated ready on"), null=True)
    release = models.CharField(_("comes in version"), max_length=40, blank=True)

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
    # Both lie over any stage: a question to the customer, and a proposed solution that closes
    # the case by itself at this moment (B4.5, B4.6).
    waiting_since = models.DateTimeField(_("waiting for the customer since"), null=True)
    closes_at = models.DateTimeField(_("closes by itself"), null=True)
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

    goal_clock = models.OneToOneField(
        Clock,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("clock of the internal goal"),
    )
    # The customer's month end or payroll hangs on it: it deserves attention, whatever its level.
    at_stake = models.BooleanField(
        _("month end or payroll at stake"), default=False, db_default=False
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
                condition=stage_fits_its_process(), name="case_stage_fits_its_process"
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
                | Q(waiting_since__isnull=False)
                | Q(closes_at__isnull=False)
                | Q(next_due_at__isnull=False),
                name="case_open_programming_error_has_a_deadline",
            ),
            models.CheckConstraint(
                condition=Q(case_type=CaseType.PROGRAMMING_ERROR)
                | Q(level__isnull=True, proposed_level__isnull=True),
                name="case_level_of_errors_only",
            ),
            models.CheckConstraint(
                condition=Q(handled_at__isnull=True, outcome="")
                | Q(handled_at__isnull=False, outcome__in=Outcome.values),
                name="case_handled_has_its_outcome",
            ),
            models.CheckConstraint(
                condition=Q(handled_at__isnull=True)
                | Q(waiting_since__isnull=True, closes_at__isnull=True),
                name="case_handled_waits_for_nobody",
            ),
            models.CheckConstraint(
                condition=Q(waiting_since__isnull=True) | Q(closes_at__isnull=True),
                name="case_waits_for_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=False, outcome=Outcome.MERGED)
                | Q(Q(merged_into__isnull=True), ~Q(outcome=Outcome.MERGED)),
                name="case_merged_into_a_case",
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
            # What silence closes next.
            models.Index("closes_at", name="case_closes_at", condition=Q(closes_at__isnull=False)),
        ]
        triggers = [stages_follow_the_process("cases_quotation")]

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
    def clock_ids(self) -> list[int]:
        """The clocks of its promises and of its internal goal."""
        clocks = (self.handling_clock_id, self.resolution_clock_id, self.goal_clock_id)
        return [pk for pk in clocks if pk is not None]

    @property
    def is_handled(self) -> bool:
        return self.handled_at is not None

    @property
    def is_error(self) -> bool:
        """True for the one type with promised times (B5)."""
        return self.case_type == CaseType.PROGRAMMING_ERROR

    @property
    def is_proposed(self) -> bool:
        """True while a solution lies with the customer, who may object."""
        return self.closes_at is not None

    @property
    def awaits_customer(self) -> bool:
        """True when the next word is the customer's: a question, a solution, a quotation."""
        return bool(self.waiting_since or self.closes_at or self.stage == Stage.APPROVAL)

    @property
    def awaits_reply(self) -> bool:
        """True while the customer's latest message has no answer from a person at SoftOne."""
        if self.is_handled or self.customer_wrote_at is None:
            return False
        return self.staff_wrote_at is None or self.staff_wrote_at < self.customer_wrote_at
