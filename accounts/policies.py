"""May-questions about people and customers (B1.3, B1.4)."""

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from accounts.rights import Right, has_right


def may_record_training(user: User) -> bool:
    """The desk and whoever trains customers say who has been trained (B2.2)."""
    return has_right(user, Right.RECORD_TRAINING)


def may_lift_block(user: User) -> bool:
    """Who answers the customer decides whether support goes on (B2.3): the desk alone."""
    return has_right(user, Right.LIFT_BLOCK)


def may_read_exceptions(user: User | AnonymousUser) -> bool:
    """Administrators and the data-protection officer see which exceptions were made (B2.3)."""
    return user.is_authenticated and user.is_active and has_right(user, Right.READ_EXCEPTIONS)


def may_open_administration(user: User | AnonymousUser) -> bool:
    """The administration pages open for administrators, and for duties that have pages there."""
    theirs = (Right.ADMINISTER, Right.EDIT_INFORMATION, Right.READ_EXCEPTIONS)
    return user.is_authenticated and any(has_right(user, right) for right in theirs)


def may_arrange_superusers(user: User) -> bool:
    """A company arranges its own SuperUsers (B2.6); which company, `visible_to` says."""
    return has_right(user, Right.ARRANGE_SUPERUSERS)


def may_arrange_seats(user: User) -> bool:
    """Whoever leads the desk or the registers arranges any customer's SuperUsers (B2.6)."""
    return has_right(user, Right.ARRANGE_SEATS)
