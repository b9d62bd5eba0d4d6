"""The closed lists of people, customers and what a contract lets one ask (B1, B3.2)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Language(models.TextChoices):
    FINNISH = "fi", "Suomi"
    SWEDISH = "sv", "Svenska"
    ENGLISH = "en", "English"


class Theme(models.TextChoices):
    AUTO = "auto", _("As the device")
    LIGHT = "light", pgettext_lazy("theme", "Light")
    DARK = "dark", pgettext_lazy("theme", "Dark")


class Role(models.TextChoices):
    """What a member of staff does (B1.2, B1.3). A SuperUser of a customer has none of these."""

    SPECIALIST = "specialist", _("Product specialist")
    CONSULTANT = "consultant", _("Consultant")
    PRODUCT = "product", _("Product department")
    MANAGER = "manager", _("Support manager")
    ADMINISTRATOR = "administrator", _("Administrator")


class Industry(models.TextChoices):
    CONTRACTOR = "contractor", _("Contractors")
    TRANSPORT = "transport", _("Transport")
    CONSULTANT = "consultant", _("Consultants")
    RETAIL = "retail", _("Retail")
    SERVICE = "service", _("Service companies")
    ORGANISATION = "organisation", _("Organisations")


class ProductKind(models.TextChoices):
    CLOUD = "cloud", _("Cloud service")
    TIME_TRACKING = "time_tracking", _("Time tracking")
    LOCAL = "local", _("Locally installed system")


class CaseType(models.TextChoices):
    """The four matters a customer may register (B3.2)."""

    SUPPORT_REQUEST = "support_request", _("Support request")
    PROGRAMMING_ERROR = "programming_error", _("Programming error")
    WISH = "wish", _("Wish")
    WORK_ORDER = "work_order", _("Work order")


class EditKind(models.TextChoices):
    """What happened to a row of settings that remembers its edits."""

    ADDED = "added", pgettext_lazy("edit", "Added")
    CHANGED = "changed", pgettext_lazy("edit", "Changed")
    DELETED = "deleted", pgettext_lazy("edit", "Deleted")
