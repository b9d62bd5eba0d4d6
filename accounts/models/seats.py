"""Who may speak for a customer, and who is invited to (B2.1, B2.6)."""

from datetime import date, datetime

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.choices import Language
from accounts.models.customers import Customer
from accounts.models.rules import MOST_SEATS
from accounts.models.tracked import remembers_edits
from accounts.querysets import InvitationQuerySet, SuperUserQuerySet


class SuperUser(models.Model):
    """A person whom a customer has named to speak for it (B2). History keeps ended ones.

    The database gives no more current ones than there are seats (`superuser_has_a_seat`, a
    trigger that locks the customer), whoever adds one and by whatever way.
    """

    customer = models.ForeignKey(
        Customer, on_delete=models.PROTECT, related_name="superusers", verbose_name=_("customer")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="memberships",
        verbose_name=_("person"),
    )
    since = models.DateField(_("since"))
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("ended by"),
    )
    is_extra = models.BooleanField(
        _("beside another customer"),
        default=False,
        db_default=False,
        help_text=_("The person speaks for another customer too. Only administrators allow it."),
    )
    chosen_at = models.DateTimeField(_("worked for last"), null=True, blank=True, editable=False)

    objects = SuperUserQuerySet.as_manager()

    class Meta:
        ordering = ["customer", "since"]
        verbose_name = _("SuperUser")
        verbose_name_plural = _("SuperUsers")
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(ended_on__isnull=True, is_extra=False),
                name="superuser_of_one_customer_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["user", "customer"],
                condition=Q(ended_on__isnull=True),
                name="superuser_once_a_customer",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("since")),
                name="superuser_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.customer}"


@remembers_edits()
class SeatException(models.Model):
    """Another number of seats than the rule gives one customer, with the reason (B2.1)."""

    customer = models.OneToOneField(
        Customer,
        on_delete=models.CASCADE,
        related_name="seat_exception",
        verbose_name=_("customer"),
    )
    seats = models.PositiveSmallIntegerField(
        _("SuperUsers"), validators=[MinValueValidator(1), MaxValueValidator(MOST_SEATS)]
    )
    reason = models.CharField(_("reason"), max_length=300)

    class Meta:
        verbose_name = _("exception of seats")
        verbose_name_plural = _("exceptions of seats")
        constraints = [
            models.CheckConstraint(
                condition=Q(seats__gte=1, seats__lte=MOST_SEATS),
                name="seat_exception_within_the_most",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="seat_exception_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.customer}: {self.seats}"


class Invitation(models.Model):
    """A link that makes somebody a SuperUser, once and until its day (B2.6).

    `nonce` is what the link carries, signed; sending it again changes it, so that only the
    newest mail works. One that `replaces` somebody takes that person's seat and open matters.
    """

    customer = models.ForeignKey(
        Customer, on_delete=models.CASCADE, related_name="invitations", verbose_name=_("customer")
    )
    email = models.EmailField(_("e-mail"))
    first_name = models.CharField(_("first name"), max_length=60)
    last_name = models.CharField(_("last name"), max_length=60)
    language = models.CharField(
        _("language"), max_length=2, choices=Language.choices, default=Language.FINNISH
    )
    replaces = models.ForeignKey(
        SuperUser,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="successions",
        verbose_name=_("instead of"),
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("invited by"),
    )
    nonce = models.CharField(max_length=32, unique=True, editable=False)
    created_at = models.DateTimeField(_("invited"))
    expires_at = models.DateTimeField(_("holds until"))
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "email"],
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="invitation_once_a_customer",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="invitation_accepted_or_withdrawn",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="invitation_holds_a_while"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.full_name}, {self.customer}"

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    def is_open(self, at: datetime) -> bool:
        """Whether its link still makes a SuperUser at this moment."""
        return not self.accepted_at and not self.withdrawn_at and at < self.expires_at


class Absence(models.Model):
    """Days on which a colleague of the same company hears a SuperUser's news (B2)."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="absences",
        verbose_name=_("person"),
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="deputyships",
        verbose_name=_("deputy"),
    )
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))

    class Meta:
        ordering = ["first_day"]
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        constraints = [
            models.UniqueConstraint(fields=["user"], name="absence_once_a_person"),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="absence_ends_after_start"
            ),
            models.CheckConstraint(
                condition=~Q(user=F("deputy")), name="absence_deputy_is_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.first_day}–{self.last_day}"

    def covers(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day


class Handover(models.Model):
    """One SuperUser's open matters given to another, in one step (B2.6)."""

    customer = models.ForeignKey(
        Customer, on_delete=models.PROTECT, related_name="handovers", verbose_name=_("customer")
    )
    leaver = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("from"),
    )
    successor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="takeovers",
        verbose_name=_("to"),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("when"))
    # How much of what moved, by the name of its mover.
    moved = models.JSONField(_("moved"), default=dict)

    class Meta:
        ordering = ["-at"]
        verbose_name = _("handover")
        verbose_name_plural = _("handovers")
        constraints = [
            models.CheckConstraint(
                condition=~Q(leaver=F("successor")), name="handover_to_somebody_else"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.leaver} → {self.successor}"
