from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.choices import Language
from accounts.models.customers import Customer
from accounts.querysets import InvoiceQuerySet, ReprieveQuerySet


class InvoiceContact(models.Model):
    """Whom a customer's invoices concern: no login or seat of their own (B2.3).

    Who of the customer's SuperUsers has this address sees the amounts in the portal.
    """

    customer = models.OneToOneField(
        Customer,
        on_delete=models.CASCADE,
        related_name="invoice_contact",
        verbose_name=_("customer"),
    )
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"))
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=Language.choices, default=Language.FINNISH
    )

    class Meta:
        verbose_name = _("contact for invoices")
        verbose_name_plural = _("contacts for invoices")
        constraints = [
            models.CheckConstraint(
                condition=Q(email=Lower(F("email"))), name="invoice_contact_in_lower_case"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Invoice(models.Model):
    """What the ledger says of an invoice; only imports write it (B2.3, B12.3).

    Whether it is overdue follows from `due_on` and what is still open, never from a tick.
    """

    customer = models.ForeignKey(
        Customer, on_delete=models.PROTECT, related_name="invoices", verbose_name=_("customer")
    )
    number = models.CharField(_("number"), max_length=30, unique=True)
    issued_on = models.DateField(_("invoice date"))
    due_on = models.DateField(_("due date"))
    amount = models.DecimalField(_("amount, €"), max_digits=12, decimal_places=2)
    open_amount = models.DecimalField(_("still open, €"), max_digits=12, decimal_places=2)

    objects = InvoiceQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "number"]
        verbose_name = _("invoice")
        verbose_name_plural = _("invoices")
        indexes = [
            models.Index(
                fields=["customer", "due_on"],
                condition=Q(open_amount__gt=0),
                name="invoice_unpaid",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Reprieve(models.Model):
    """Support goes on until a day although an invoice is overdue, with the reason (B2.3)."""

    customer = models.ForeignKey(
        Customer, on_delete=models.PROTECT, related_name="reprieves", verbose_name=_("customer")
    )
    until = models.DateField(_("until"), help_text=_("The last day."))
    reason = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("granted by"),
    )
    at = models.DateTimeField(_("granted"))
    ended_at = models.DateTimeField(_("taken back"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("taken back by"),
    )

    objects = ReprieveQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]
        verbose_name = _("lift of the payment block")
        verbose_name_plural = _("lifts of the payment block")
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="reprieve_says_why"),
            # A newer one takes the place of the one before.
            models.UniqueConstraint(
                fields=["customer"],
                condition=Q(ended_at__isnull=True),
                name="reprieve_once_a_customer",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.customer}, {self.until}"
