"""The closed lists of notices and mail."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MailState(models.TextChoices):
    """What has become of a mail in the outbox. Everything but waiting is final."""

    WAITING = "waiting", pgettext_lazy("mail", "Waiting")
    SENT = "sent", pgettext_lazy("mail", "Sent")
    DEAD = "dead", _("Could not be sent")
    DROPPED = "dropped", _("Not sent: nobody may read it any more")
