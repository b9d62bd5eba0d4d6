"""Who may do what: the one table of the portal (B1.4).

Policies ask it, the documentation prints it (`docs/roles.md`), and the table of addresses in the
tests is held against it. Which customer's things somebody sees is another question: that is
`visible_to`'s.
"""

from collections.abc import Mapping

from django.db import models

from accounts.choices import Role
from accounts.models import User


class Who(models.TextChoices):
    """Roles, a customer's SuperUser, and the duties that staff may have beside their role."""

    SUPERUSER = "superuser", "SuperUser"
    SPECIALIST = Role.SPECIALIST.value, Role.SPECIALIST.label
    CONSULTANT = Role.CONSULTANT.value, Role.CONSULTANT.label
    PRODUCT = Role.PRODUCT.value, Role.PRODUCT.label
    MANAGER = Role.MANAGER.value, Role.MANAGER.label
    ADMINISTRATOR = Role.ADMINISTRATOR.value, Role.ADMINISTRATOR.label
    TRAINER = "trainer", "Trainer"
    EDITOR = "editor", "Editor"
    PRIVACY_OFFICER = "privacy_officer", "Data-protection officer"


class Right(models.TextChoices):
    """What somebody may do, in words for the documentation."""

    REGISTER = "register", "Register cases for the own company"
    FOLLOW_OWN_CASES = "follow_own_cases", "List the own company's cases, reply, correct their type"
    SPEAK_FOR_CUSTOMER = "speak_for_customer", "Close, reopen, approve and rate for the customer"
    ARRANGE_SUPERUSERS = "arrange_superusers", "Invite SuperUsers, hand over seats"
    ARRANGE_SEATS = "arrange_seats", "The same for any customer: invite, hand over, end seats"
    READ_QUEUE = "read_queue", "Read the queue"
    READ_CUSTOMERS = "read_customers", "Read the customers' pages"
    WRITE_TO_CUSTOMERS = "write_to_customers", "Reply, ask, propose solutions, write notes"
    HANDLE_CASES = "handle_cases", "Take cases up, set levels, merge, split, close"
    RECORD_TIME = "record_time", "Record time spent on cases, withdraw one's own"
    WITHDRAW_ANY_TIME = "withdraw_any_time", "Withdraw time that a colleague recorded"
    REGISTER_FOR_CALLERS = "register_for_callers", "Register a case for a caller"
    CARRY_PRODUCT_STAGES = "carry_product_stages", "Move cases on from product stages"
    CARRY_CONSULTING_STAGES = "carry_consulting_stages", "Move work orders on, make quotations"
    RECORD_TRAINING = "record_training", "Record and withdraw certificates"
    LIFT_BLOCK = "lift_block", "Lift the payment block"
    READ_REPORTS = "read_reports", "Read the reports"
    READ_FEEDBACK = "read_feedback", "Read feedback on the portal"
    EDIT_INFORMATION = "edit_information", "Edit the pages of information"
    READ_EXCEPTIONS = "read_exceptions", "Look through all exceptions and lifts"
    WRITE_ARTICLES = "write_articles", "Write and publish articles of the knowledge base"
    ADMINISTER = "administer", "Edit registers and settings, import files"


_STAFF = {Who.SPECIALIST, Who.CONSULTANT, Who.PRODUCT, Who.MANAGER, Who.ADMINISTRATOR}
_DESK = {Who.SPECIALIST, Who.MANAGER}

TABLE: Mapping[Right, frozenset[Who]] = {
    right: frozenset(who)
    for right, who in {
        Right.REGISTER: {Who.SUPERUSER},
        Right.FOLLOW_OWN_CASES: {Who.SUPERUSER},
        Right.SPEAK_FOR_CUSTOMER: {Who.SUPERUSER},
        Right.ARRANGE_SUPERUSERS: {Who.SUPERUSER},
        Right.ARRANGE_SEATS: {Who.MANAGER, Who.ADMINISTRATOR},
        Right.READ_QUEUE: _STAFF,
        Right.READ_CUSTOMERS: _STAFF,
        Right.WRITE_TO_CUSTOMERS: _STAFF - {Who.ADMINISTRATOR},
        Right.HANDLE_CASES: _DESK,
        Right.RECORD_TIME: _STAFF - {Who.ADMINISTRATOR},
        Right.WITHDRAW_ANY_TIME: {Who.MANAGER},
        Right.REGISTER_FOR_CALLERS: _DESK,
        Right.CARRY_PRODUCT_STAGES: {*_DESK, Who.PRODUCT},
        Right.CARRY_CONSULTING_STAGES: {*_DESK, Who.CONSULTANT},
        Right.RECORD_TRAINING: {*_DESK, Who.TRAINER},
        Right.LIFT_BLOCK: _DESK,
        Right.READ_REPORTS: {Who.MANAGER},
        Right.READ_FEEDBACK: _STAFF,
        Right.EDIT_INFORMATION: {Who.ADMINISTRATOR, Who.EDITOR},
        Right.READ_EXCEPTIONS: {Who.ADMINISTRATOR, Who.PRIVACY_OFFICER},
        Right.WRITE_ARTICLES: {*_STAFF - {Who.ADMINISTRATOR}, Who.EDITOR},
        Right.ADMINISTER: {Who.ADMINISTRATOR},
    }.items()
}


def who_is(user: User) -> frozenset[Who]:
    """Return the role and the duties of a person, as the table knows them."""
    if not user.role:
        return frozenset({Who.SUPERUSER})
    duties = {
        Who.TRAINER: user.is_trainer,
        Who.EDITOR: user.is_editor,
        Who.PRIVACY_OFFICER: user.is_privacy_officer,
    }
    return frozenset({Who(user.role), *(duty for duty, has in duties.items() if has)})


def has_right(user: User, right: Right) -> bool:
    """Whether the table gives a person this right."""
    return not who_is(user).isdisjoint(TABLE[right])
