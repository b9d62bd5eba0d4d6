"""May-questions about articles (B1.4). Which articles somebody sees is the queryset's to say."""

from accounts.models import User
from accounts.rights import Right, has_right


def may_write(user: User) -> bool:
    """Whoever answers customers writes articles, and whoever edits the pages of information."""
    return has_right(user, Right.WRITE_ARTICLES)


def may_see_desk(user: User) -> bool:
    """All of SoftOne read the writers' lists."""
    return user.is_desk
