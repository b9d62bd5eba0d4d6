"""The closed lists of a case's life (B3, B4)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Stage(models.TextChoices):
    """Where a case stands in its process, in words that customer and staff share (B4)."""

    NEW = "new", pgettext_lazy("stage", "New")
    RECEIVED = "received", pgettext_lazy("stage", "Received")
    HANDLING = "handling", pgettext_lazy("stage", "Being handled")
    QUOTATION = "quotation", pgettext_lazy("stage", "Quotation")
    APPROVAL = "approval", pgettext_lazy("stage", "Approval")
    PRODUCT_GROUP = "product_group", pgettext_lazy("stage", "Product group")
    LEVEL_SET = "level_set", pgettext_lazy("stage", "Service level")
    ASSESSMENT = "assessment", pgettext_lazy("stage", "Assessment")
    PLANNING = "planning", pgettext_lazy("stage", "Planning")
    EXECUTION = "execution", pgettext_lazy("stage", "Execution")
    DELIVERY = "delivery", pgettext_lazy("stage", "Delivery")
    HANDLED = "handled", pgettext_lazy("stage", "Handled")


# B5: a fault of level 1 or 2 that has a way round is one of level 3.
LEVEL_WITH_A_WAY_ROUND = 3


class StageOwner(models.TextChoices):
    """Who carries a stage, as the customer's brochure colours them: ● ■ ◆ ◗."""

    CUSTOMER = "customer", _("Customer")
    SERVICE = "service", _("Product specialist")
    PRODUCT = "product", _("Product department")
    CONSULTANT = "consultant", _("Consultant")


class Outcome(models.TextChoices):
    """How a handled case ended."""

    SOLVED = "solved", pgettext_lazy("outcome", "Solved")
    DECLINED = "declined", pgettext_lazy("outcome", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("outcome", "Withdrawn")
    MERGED = "merged", pgettext_lazy("outcome", "Merged")


class LinkKind(models.TextChoices):
    """What one case is to another. Read it from the case that holds the link."""

    DUPLICATE_OF = "duplicate_of", _("Duplicate of")
    SAME_FAULT_AS = "same_fault_as", _("Same fault as")
    FOLLOW_UP_OF = "follow_up_of", _("Follow-up of")
    SPLIT_FROM = "split_from", _("Split from")


class MissingFact(models.TextChoices):
    """What is missing most often, for the tick-list of a question (B4.5)."""

    STEPS = "steps", _("The steps, one by one")
    SCREENSHOT = "screenshot", _("A screenshot")
    EXAMPLE = "example", _("One example, such as an invoice or person number")
    SINCE = "since", _("Since when it has happened")
    AFFECTED = "affected", _("How many users it concerns")
    VERSION = "version", _("Browser or program version")


class PeopleAffected(models.TextChoices):
    """How many people an error concerns."""

    ONE = "one", pgettext_lazy("people affected", "One")
    SEVERAL = "several", pgettext_lazy("people affected", "Several")
    EVERYBODY = "everybody", pgettext_lazy("people affected", "Everybody")


class Verdict(models.TextChoices):
    """What became of a quotation (B4.2)."""

    PENDING = "pending", pgettext_lazy("quotation", "Waiting for your answer")
    APPROVED = "approved", pgettext_lazy("quotation", "Approved")
    DECLINED = "declined", pgettext_lazy("quotation", "Declined")
    TAKEN_BACK = "taken_back", pgettext_lazy("quotation", "Taken back")


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
    WARNED = "warned", _("Deadline near")
    BREACHED = "breached", _("Deadline missed")
    GOAL_MISSED = "goal_missed", _("Internal goal missed")
    DEADLINE_MOVED = "deadline_moved", _("Deadline moved")
    CUSTOMER_ASKED = "customer_asked", _("Customer asked")
    WAIT_ENDED = "wait_ended", _("Waiting ended")
    SOLUTION_PROPOSED = "solution_proposed", _("Solution proposed")
    OBJECTED = "objected", _("Objected")
    CLOSED = "closed", _("Closed")
    REOPENED = "reopened", _("Reopened")
    TYPE_CHANGED = "type_changed", _("Type changed")
    QUOTED = "quoted", _("Quotation sent")
    QUOTE_APPROVED = "quote_approved", _("Quotation approved")
    QUOTE_DECLINED = "quote_declined", _("Quotation declined")
    QUOTE_TAKEN_BACK = "quote_taken_back", _("Quotation taken back")
    MERGED = "merged", _("Merged into another case")
    MERGED_IN = "merged_in", _("Another case merged in")
    SPLIT = "split", _("Split")
    LINKED = "linked", _("Linked")
    UNLINKED = "unlinked", _("Link removed")
    FOLLOWED = "followed", _("Follower added")
    UNFOLLOWED = "unfollowed", _("Follower removed")
    CONTACT_CHANGED = "contact_changed", _("Contact changed")
    RATED = "rated", _("Rated")
    TIME_RECORDED = "time_recorded", _("Time recorded")
    TIME_WITHDRAWN = "time_withdrawn", _("Time withdrawn")


# What a customer never hears of: the desk's notes and hours, its warnings and goals (B5.7), and
# links to cases that may be another's.
_OWN_EVENTS = frozenset(
    {
        *(EventKind.NOTED, EventKind.LINKED, EventKind.UNLINKED),
        *(EventKind.WARNED, EventKind.GOAL_MISSED),
        *(EventKind.TIME_RECORDED, EventKind.TIME_WITHDRAWN),
    }
)
PUBLIC_EVENTS = frozenset(EventKind) - _OWN_EVENTS


class SupportGround(models.TextChoices):
    """On what ground a case was let in (B2.3, B2.4)."""

    RIGHT = "right", _("Right to support")
    LEVEL_1 = "level_1", _("Matter of level 1")
    EXCEPTION = "exception", _("Exception made by SoftOne")
