"""What pages, mail and health checks ask about notices."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.db.models import Min

from accounts.models import User
from accounts.notices import kinds
from accounts.notices.kinds import Context, Loaded, Words
from accounts.notices.models import Notice, OutboxMail

PAGE_SIZE = 30
MOST_COUNTED = 99
UNREAD_KEPT_SECONDS = 10


@dataclass(frozen=True)
class ShownNotice:
    """A notice with the words its reader may still see."""

    notice: Notice
    words: Words


@dataclass(frozen=True)
class NoticePage:
    """One page of a person's list, newest first.

    `newest` is the newest notice of the page (0 when empty), `older` the place where the next
    page begins (None at the end), `hidden_unread` how many unread ones the reader lost the
    right to.
    """

    shown: list[ShownNotice]
    newest: int
    older: int | None
    hidden_unread: int

    @property
    def has_unread(self) -> bool:
        return self.hidden_unread > 0 or any(row.notice.is_unread for row in self.shown)


@dataclass(frozen=True)
class OutboxAge:
    """`seconds` that the oldest due mail has waited (0 when none), and the dead letters."""

    seconds: float
    dead: int


def words_of(user: User | None, rows: Sequence[tuple[str, Context]]) -> list[Words | None]:
    """Return the words for each (kind, context), None where the reader may not see it now.

    Costs one `load` for each distinct loading function, however many rows there are.
    """
    contexts: dict[Callable[..., Loaded], list[Context]] = {}
    for name, context in rows:
        if kinds.is_known(name):
            contexts.setdefault(kinds.find(name).load, []).append(context)
    loaded = {load: load(user, own) for load, own in contexts.items()}
    return [_words(user, name, context, loaded) for name, context in rows]


def _words(
    user: User | None,
    name: str,
    context: Context,
    loaded: dict[Callable[..., Loaded], Loaded],
) -> Words | None:
    if not kinds.is_known(name):
        return None
    kind = kinds.find(name)
    own = loaded[kind.load]
    return kind.words(user, context, own) if kind.may_still_see(user, context, own) else None


def notice_page(user: User, *, before: int | None = None, size: int = PAGE_SIZE) -> NoticePage:
    """Return the page of notices older than `before`."""
    own = Notice.objects.visible_to(user).order_by("-pk")
    if before is not None:
        own = own.filter(pk__lt=before)
    rows = list(own[: size + 1])
    page = rows[:size]
    pairs = list(zip(page, words_of(user, [(row.kind, row.context) for row in page]), strict=True))
    return NoticePage(
        shown=[ShownNotice(row, words) for row, words in pairs if words is not None],
        newest=page[0].pk if page else 0,
        older=page[-1].pk if len(rows) > size else None,
        hidden_unread=sum(1 for row, words in pairs if words is None and row.is_unread),
    )


def unread_count(user: User) -> int:
    """Return how many notices are unread, at most 99."""
    return Notice.objects.visible_to(user).unread()[:MOST_COUNTED].count()


def unread_shown(user: User) -> int:
    """Return the count beside the bell: as `unread_count`, some seconds old at the most."""
    return int(
        cache.get_or_set(unread_key(user), lambda: unread_count(user), UNREAD_KEPT_SECONDS) or 0
    )


def unread_key(user: User) -> str:
    """Where the cache keeps the count; whoever reads notices deletes it."""
    return f"notices-unread-{user.pk}"


def outbox_age(at: datetime) -> OutboxAge:
    """Return how long the outbox has kept a due mail, for the health page."""
    oldest = OutboxMail.objects.due(at).aggregate(oldest=Min("due_at"))["oldest"]
    return OutboxAge(
        seconds=(at - oldest).total_seconds() if oldest else 0.0,
        dead=OutboxMail.objects.dead().count(),
    )
