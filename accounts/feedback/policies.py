"""Who may do what with feedback."""

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from accounts.rights import Right, has_right


def may_read_feedback(user: User | AnonymousUser) -> bool:
    """True for staff of every role: whoever wrote a page's feedback, the desk learns of it."""
    return user.is_authenticated and has_right(user, Right.READ_FEEDBACK)
