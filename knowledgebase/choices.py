"""The closed lists of the knowledge base (B9)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Audience(models.TextChoices):
    """For whom an article is written."""

    PUBLIC = "public", _("All customers")
    NAMED = "named", _("Named customers")
    STAFF = "staff", _("SoftOne only")


class Verdict(models.TextChoices):
    """What a reader says of an article."""

    HELPED = "helped", pgettext_lazy("article", "It helped")
    UNANSWERED = "unanswered", _("Right subject, but the answer is missing")
    UNCLEAR = "unclear", _("Hard to understand")
    UNRELATED = "unrelated", _("Another subject")
