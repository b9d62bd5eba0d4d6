"""The closed lists of a case's life (B3, B4)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Stage(models.TextChoices):
    """Where a case stands in its process, in words that customer and staff share (B4)."""

    NEW = "new", pgettext_lazy("stage", "New")
    LEVEL_SET = "level_set", pgettext_lazy("stage", "Service level")
    ASSESSMENT = "assessment", pgettext_lazy("stage", "Assessment")
    PLANNING = "planning", pgettext_lazy("stage", "Planning")
    EXECUTION = "execution", pgettext_lazy("stage", "Execution")
    DELIVERY = "delivery", pgettext_lazy("stage", "Delivery")
    HANDLED = "handled", pgettext_lazy("stage", "Handled")


class StageOwner(models.TextChoices):
    """Who carries a stage, as the customer's brochure colours them: ● ■ ◆ ◗."""

    CUSTOMER = "customer", _("Customer")
    SERVICE = "service", _("Product specialist")
    PRODUCT = "product", _("Product department")
    CONSULTANT = "consultant", _("Consultant")


class Channel(models.TextChoices):
    PORTAL = "portal", _("in the portal")
    PHONE = "phone", _("by phone")
    MAIL = "mail", _("by e-mail")


class MessageKind(models.TextChoices):
    CUSTOMER = "customer", _("From the customer")
    STAFF = "staff", _("From SoftOne")
    NOTE = "note", _("Internal note")


# What a customer may read. A new kind is the desk's own until it is named here.
PUBLIC_MESSAGES = frozenset({MessageKind.CUSTOMER, MessageKind.STAFF})


class EventKind(models.TextChoices):
    """What happened to a case, in the past participle."""

    REGISTERED = "registered", _("Registered")
    TAKEN_UP = "taken_up", _("Taken up")
    TAKEN_OVER = "taken_over", _("Taken over")
    REPLIED = "replied", _("Replied")
    NOTED = "noted", _("Noted")
    LEVEL_CONFIRMED = "level_confirmed", _("Level confirmed")
    LEVEL_CHANGED = "level_changed", _("Level changed")
    MOVED_ON = "moved_on", _("Moved on")
    BREACHED = "breached", _("Deadline missed")


PUBLIC_EVENTS = frozenset(
    {
        EventKind.REGISTERED,
        EventKind.TAKEN_UP,
        EventKind.TAKEN_OVER,
        EventKind.REPLIED,
        EventKind.LEVEL_CONFIRMED,
        EventKind.LEVEL_CHANGED,
        EventKind.MOVED_ON,
        EventKind.BREACHED,
    }
)
