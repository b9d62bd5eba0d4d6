"""Who may do what with the pages of information."""

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from accounts.rights import Right, has_right


def may_edit_information(user: User | AnonymousUser) -> bool:
    """Administrators and editors write what everybody may read."""
    return user.is_authenticated and user.is_active and has_right(user, Right.EDIT_INFORMATION)
