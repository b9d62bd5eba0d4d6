"""What can be found (B9)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    """Sorts of documents. Apps above bring their own content, by `sources.register`."""

    ARTICLE = "article", pgettext_lazy("search", "Articles")
    CASE = "case", pgettext_lazy("search", "Cases")


class Reach(models.TextChoices):
    """Who may find a document at all."""

    PUBLIC = "public", _("All customers")
    NAMED = "named", _("Named customers")
    STAFF = "staff", _("SoftOne only")
