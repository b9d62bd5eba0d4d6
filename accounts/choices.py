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


class CertificateSource(models.TextChoices):
    """Where it is known from that somebody has been trained (B2.2)."""

    COURSE = "course", _("Course of the Academy")
    STAFF = "staff", _("Recorded by SoftOne")
    IMPORT = "import", _("Import")


class ImportKind(models.TextChoices):
    """What comes in from the ledger and the customer register (B12.3)."""

    INVOICES = "invoices", _("Invoices")
    CUSTOMERS = "customers", _("Customers")
    MODULES = "modules", _("Licensed modules")
    PEOPLE = "people", _("SuperUsers")


class ReasonCode(models.TextChoices):
    """Why somebody lacks the right to support (B2.4)."""

    NOT_NAMED = "not_named"
    CONTRACT_ENDED = "contract_ended"
    NOT_LICENSED = "not_licensed"
    NOT_TRAINED = "not_trained"
    OVERDUE = "overdue"


class RemedyCode(models.TextChoices):
    """The ways out of a refusal, in the order they are offered (B2.4)."""

    ASK_COLLEAGUE = "ask_colleague"
    BOOK_COURSE = "book_course"
    SEE_INVOICES = "see_invoices"
    ORDER_WORK = "order_work"
    CONTACT = "contact"


class EditKind(models.TextChoices):
    """What happened to a row of settings that remembers its edits."""

    ADDED = "added", pgettext_lazy("edit", "Added")
    CHANGED = "changed", pgettext_lazy("edit", "Changed")
    DELETED = "deleted", pgettext_lazy("edit", "Deleted")
