"""The rules of the right to support, every one a row that an administrator edits (B2)."""

from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.choices import CaseType
from accounts.models.tracked import remembers_edits

MOST_SEATS = 4


@remembers_edits()
class SupportRules(models.Model):
    """How long certificates, invitations, lifts and contact details hold: one row."""

    certificate_months = models.PositiveSmallIntegerField(
        _("months a certificate holds"),
        default=36,
        validators=[MaxValueValidator(240)],
        help_text=_("0: for ever. Certificates that exist keep their day."),
    )
    warning_days = models.PositiveSmallIntegerField(
        _("days of warning before a certificate ends"),
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
    )
    grace_days = models.PositiveSmallIntegerField(
        _("days after the due date before an unpaid invoice counts as overdue"),
        default=0,
        validators=[MaxValueValidator(365)],
    )
    invitation_days = models.PositiveSmallIntegerField(
        _("days an invitation holds"),
        default=14,
        validators=[MinValueValidator(1), MaxValueValidator(90)],
    )
    longest_lift_days = models.PositiveSmallIntegerField(
        _("longest lift of the payment block, days"),
        default=90,
        db_default=90,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
    )
    contact_months = models.PositiveSmallIntegerField(
        _("months until people are asked whether their contact details still hold"),
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
    )

    class Meta:
        verbose_name = _("rules of the right to support")
        verbose_name_plural = _("rules of the right to support")
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="support_rules_are_one_row"),
        ]

    def __str__(self) -> str:
        return str(_("rules of the right to support"))

    @classmethod
    def load(cls) -> Self:
        """The one row; the defaults when nobody has saved it yet."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)


@remembers_edits()
class SupportGate(models.Model):
    """What a type of case asks of who registers it: a row for each type (B2.4)."""

    case_type = models.CharField(
        _("type"), max_length=20, choices=CaseType.choices, primary_key=True
    )
    needs_training = models.BooleanField(_("needs a certificate of the module"))
    needs_payment = models.BooleanField(_("stops while an invoice is overdue"))

    class Meta:
        verbose_name = _("condition of a type of case")
        verbose_name_plural = _("conditions of types of cases")
        constraints = [
            # B2.4: ordering work is a way out of everything else.
            models.CheckConstraint(
                condition=~Q(case_type=CaseType.WORK_ORDER) | Q(needs_training=False),
                name="work_order_needs_no_training",
            ),
        ]

    def __str__(self) -> str:
        return self.get_case_type_display()


@remembers_edits()
class SeatRule(models.Model):
    """So many SuperUsers from so many SoftOne GO modules on (B2.1)."""

    least_modules = models.PositiveSmallIntegerField(_("SoftOne GO modules at least"), unique=True)
    seats = models.PositiveSmallIntegerField(
        _("SuperUsers"), validators=[MinValueValidator(1), MaxValueValidator(MOST_SEATS)]
    )

    class Meta:
        ordering = ["least_modules"]
        verbose_name = _("rule of seats")
        verbose_name_plural = _("rules of seats")
        constraints = [
            models.CheckConstraint(
                condition=Q(seats__gte=1, seats__lte=MOST_SEATS), name="seat_rule_within_the_most"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.least_modules}+: {self.seats}"
