"""May-questions about notices and mail."""

from accounts.models import User


def may_send_again(user: User) -> bool:
    """An administrator may ask a dead letter to try once more."""
    return user.is_active and user.has_perm("notices.change_outboxmail")
