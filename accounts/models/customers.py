from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.choices import Industry
from accounts.models.products import Module
from accounts.querysets import CustomerQuerySet, SuperUserQuerySet


class Customer(models.Model):
    """A company with a contract."""

    name = models.CharField(_("name"), max_length=160)
    business_id = models.CharField(_("business ID"), max_length=12, unique=True)
    industry = models.CharField(_("industry"), max_length=20, choices=Industry.choices)
    city = models.CharField(_("town"), max_length=80, blank=True)
    modules = models.ManyToManyField(
        Module, through="CustomerModule", related_name="customers", verbose_name=_("modules")
    )
    ended_on = models.DateField(_("contract ended on"), null=True, blank=True)

    objects = CustomerQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("customer")
        verbose_name_plural = _("customers")

    def __str__(self) -> str:
        return self.name


class CustomerModule(models.Model):
    """A module that a customer has licensed."""

    customer = models.ForeignKey(
        Customer, on_delete=models.CASCADE, related_name="licences", verbose_name=_("customer")
    )
    module = models.ForeignKey(
        Module, on_delete=models.PROTECT, related_name="licences", verbose_name=_("module")
    )
    since = models.DateField(_("since"))

    class Meta:
        verbose_name = _("licensed module")
        verbose_name_plural = _("licensed modules")
        constraints = [
            models.UniqueConstraint(fields=["customer", "module"], name="module_once_a_customer"),
        ]

    def __str__(self) -> str:
        return f"{self.customer} – {self.module}"


class SuperUser(models.Model):
    """A person whom a customer has named to speak for it (B2). History keeps ended ones."""

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

    objects = SuperUserQuerySet.as_manager()

    class Meta:
        ordering = ["customer", "since"]
        verbose_name = _("SuperUser")
        verbose_name_plural = _("SuperUsers")
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(ended_on__isnull=True),
                name="superuser_of_one_customer_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("since")),
                name="superuser_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.customer}"
