from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class TranslatedName(models.Model):
    """Something an administrator names in three languages. Finnish stands in for a gap."""

    name_fi = models.CharField(_("name in Finnish"), max_length=120)
    name_sv = models.CharField(_("name in Swedish"), max_length=120, blank=True)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return in_own_language(self, "name")


def in_own_language(row: models.Model, field: str) -> str:
    """Return `field_<active language>` of a row, or the Finnish text where that is empty."""
    own = getattr(row, f"{field}_{(get_language() or 'fi')[:2]}", "")
    return own or getattr(row, f"{field}_fi")
