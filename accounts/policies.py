"""May-questions about people and customers (B1.3, B1.4)."""

from accounts.choices import Role
from accounts.models import User


def may_record_training(user: User) -> bool:
    """The desk and whoever trains customers say who has been trained (B2.2)."""
    return user.role in {Role.SPECIALIST, Role.MANAGER} or (user.is_desk and user.is_trainer)


def may_lift_block(user: User) -> bool:
    """Who answers the customer decides whether support goes on (B2.3): the desk alone."""
    return user.role in {Role.SPECIALIST, Role.MANAGER}
