"""What can be found (B9)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """Sorts of documents. Apps above bring their own content, by `sources.register`."""

    ARTICLE = "article", _("Articles")
    CASE = "case", _("Cases")


class Reach(models.TextChoices):
    """Who may find a document at all."""

    PUBLIC = "public", _("All customers")
    NAMED = "named", _("Named customers")
    STAFF = "staff", _("SoftOne only")
