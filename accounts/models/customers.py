from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.choices import Industry
from accounts.models.products import Module
from accounts.querysets import CustomerQuerySet


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
