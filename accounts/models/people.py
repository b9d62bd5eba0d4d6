from typing import TYPE_CHECKING

from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.choices import Industry, Language, Role, Theme
from accounts.models.translated import TranslatedName
from accounts.querysets import UserManager

if TYPE_CHECKING:
    from accounts.models.customers import Customer


class Team(TranslatedName):
    """A team of product specialists, by the industries it serves (B1.2)."""

    class Meta:
        ordering = ["pk"]
        verbose_name = _("team")
        verbose_name_plural = _("teams")


class IndustryTeam(models.Model):
    """Which team serves an industry: one row an industry, editable."""

    industry = models.CharField(
        _("industry"), max_length=20, choices=Industry.choices, primary_key=True
    )
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, related_name="industries", verbose_name=_("team")
    )

    class Meta:
        verbose_name = _("industry of a team")
        verbose_name_plural = _("industries of teams")

    def __str__(self) -> str:
        return self.get_industry_display()


class User(AbstractBaseUser, PermissionsMixin):
    """A person who logs in: a customer's SuperUser, or staff with a role (B1)."""

    email = models.EmailField(_("e-mail"), unique=True)
    first_name = models.CharField(_("first name"), max_length=60)
    last_name = models.CharField(_("last name"), max_length=60)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    role = models.CharField(_("role"), max_length=15, choices=Role.choices, blank=True)
    team = models.ForeignKey(
        Team,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="members",
        verbose_name=_("team"),
    )
    language = models.CharField(
        _("language"), max_length=2, choices=Language.choices, default=Language.FINNISH
    )
    theme = models.CharField(_("theme"), max_length=5, choices=Theme.choices, default=Theme.AUTO)
    is_active = models.BooleanField(_("may log in"), default=True)
    is_staff = models.BooleanField(_("may open the administration pages"), default=False)
    is_trainer = models.BooleanField(
        _("trainer"), default=False, db_default=False, help_text=_("Records who has been trained.")
    )
    is_editor = models.BooleanField(
        _("editor"),
        default=False,
        db_default=False,
        help_text=_("Writes the pages of information."),
    )
    is_privacy_officer = models.BooleanField(
        _("data-protection officer"),
        default=False,
        db_default=False,
        help_text=_("Reads who changed what, and which exceptions were made."),
    )
    contact_confirmed_at = models.DateTimeField(
        _("contact details confirmed"), null=True, blank=True, editable=False
    )
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["first_name", "last_name"]

    class Meta:
        ordering = ["last_name", "first_name"]
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(
                condition=Q(email=Lower(F("email"))), name="user_email_is_lower_case"
            ),
            models.CheckConstraint(
                condition=Q(is_staff=False) | ~Q(role=""), name="user_in_admin_has_a_role"
            ),
            models.CheckConstraint(
                condition=~Q(role="")
                | Q(is_trainer=False, is_editor=False, is_privacy_officer=False),
                name="user_with_a_duty_has_a_role",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def initials(self) -> str:
        return (self.first_name[:1] + self.last_name[:1]).upper()

    @property
    def is_desk(self) -> bool:
        """True for staff of any role, False for a customer's person."""
        return bool(self.role)

    @cached_property
    def company(self) -> "Customer | None":
        """The customer this person speaks for now (B2.5); nobody's for staff.

        Who speaks for two works for one at a time: the one chosen last.
        """
        companies = self.companies
        return companies[0] if companies else None

    @cached_property
    def companies(self) -> "list[Customer]":
        """Every customer this person speaks for, the one worked for now first."""
        if self.role:
            return []
        current = self.memberships.filter(ended_on__isnull=True).select_related("customer")
        chosen_first = F("chosen_at").desc(nulls_last=True)
        return [each.customer for each in current.order_by(chosen_first, "is_extra", "pk")]

    def colleagues(self) -> "models.QuerySet[User]":
        """Everybody who speaks for a customer that this person speaks for, themselves too."""
        own = self.memberships.filter(ended_on__isnull=True).values("customer")
        return User.objects.filter(
            memberships__customer__in=own, memberships__ended_on__isnull=True
        )

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.first_name
