from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from accounts.notices import account_kinds


class NoticesConfig(AppConfig):
    name = "accounts.notices"
    label = "notices"
    verbose_name = _("Notices and mail")

    def ready(self) -> None:
        account_kinds.register()
