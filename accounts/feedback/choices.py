"""The closed lists of feedback."""

from django.db import models
from django.utils.translation import pgettext_lazy


class Show(models.TextChoices):
    """Which feedback the staff's list shows; the value stands in the URL."""

    UNSEEN = "unseen", pgettext_lazy("feedback", "Not yet read")
    SEEN = "seen", pgettext_lazy("feedback", "Read")
    ALL = "all", pgettext_lazy("feedback", "All")
