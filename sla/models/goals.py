from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.tracked import remembers_edits


@remembers_edits()
class Goal(models.Model):
    """Our own goal for what has no promised time (B5.7). Customers never see it.

    `key` is the caller's word for what the goal is for.
    """

    key = models.CharField(_("key"), max_length=20, primary_key=True)
    minutes = models.PositiveIntegerField(
        _("goal (minutes)"), help_text=_("Minutes of opening time. 0 when there is no goal.")
    )

    class Meta:
        ordering = ["key"]
        verbose_name = _("internal goal")
        verbose_name_plural = _("internal goals")

    def __str__(self) -> str:
        return self.key
