from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.choices import ProductKind
from accounts.models.translated import TranslatedName


class Product(TranslatedName):
    """SoftOne GO, SoftOne Timer or a locally installed system."""

    key = models.SlugField(_("key"), max_length=40, unique=True)
    kind = models.CharField(_("kind"), max_length=15, choices=ProductKind.choices)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("product")
        verbose_name_plural = _("products")


class Module(TranslatedName):
    """A licensed part of a product."""

    product = models.ForeignKey(
        Product, on_delete=models.PROTECT, related_name="modules", verbose_name=_("product")
    )
    key = models.SlugField(_("key"), max_length=40, unique=True)

    class Meta:
        ordering = ["product", "name_fi"]
        verbose_name = _("module")
        verbose_name_plural = _("modules")


class Version(models.Model):
    """A released version of a product."""

    product = models.ForeignKey(
        Product, on_delete=models.PROTECT, related_name="versions", verbose_name=_("product")
    )
    number = models.CharField(_("number"), max_length=20)
    released_on = models.DateField(_("released on"))

    class Meta:
        ordering = ["-released_on", "-pk"]
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        constraints = [
            models.UniqueConstraint(fields=["product", "number"], name="version_once_a_product"),
        ]

    def __str__(self) -> str:
        return self.number
