"""Search learns of changes after they are committed, by rows that are written with them (B9)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

import structlog
from django.db import DatabaseError, connection, transaction

from accounts.notices.services import wake
from knowledgebase.search import sources
from knowledgebase.search.models import Change, Document
from knowledgebase.search.services.answering import note_answers
from knowledgebase.search.services.indexing import index

log = structlog.get_logger(__name__)

AT_ONCE = 50
# Of the advisory locks, those by which two workers describe one kind in turn.
_LOCKS = 7_310


def mark_changed(kind: str, keys: Iterable[object], *, at: datetime) -> None:
    """Say that rows have changed, within the transaction that changes them."""
    Change.objects.bulk_create(Change(kind=kind, key=str(key), at=at) for key in keys)
    wake("search.take_changes")


@transaction.atomic
def take_changes(*, limit: int = AT_ONCE) -> int:
    """Describe what has changed anew; return how many changes were taken.

    Any number may run: each takes rows that no other has, and they describe in turn, so that
    an older state never replaces a newer one.
    """
    waiting = Change.objects.select_for_update(skip_locked=True)[:limit]
    by_kind: dict[str, set[str]] = defaultdict(set)
    taken = list(waiting)
    for change in taken:
        by_kind[change.kind].add(change.key)
    if not taken:
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCKS])
    for kind, keys in sorted(by_kind.items()):
        _describe(sources.source_of(kind), sorted(keys), at=taken[-1].at)
    Change.objects.filter(pk__in=[change.pk for change in taken]).delete()
    return len(taken)


def _describe(source: sources.Source, keys: Sequence[str], *, at: datetime) -> None:
    """Describe rows together; when one cannot be, each by itself, and that one is left out."""
    try:
        with transaction.atomic():
            index(source, keys)
            if not source.is_knowledge:
                note_answers(source.kind, keys, at=at)
    except (DatabaseError, ValueError):
        if len(keys) == 1:
            log.exception("row_not_indexed", kind=source.kind, key=keys[0])
            return
        for key in keys:
            _describe(source, [key], at=at)


def rebuild(
    kinds: Iterable[str], *, since: str = "", told: Callable[[str, int, str], None]
) -> None:
    """Describe everything of these kinds anew, thousands at a time.

    It can be interrupted, and goes on where it was with `since`, the last key that `told` heard
    of: it is called with the kind, how many rows were described, and their last key. Meanwhile
    search answers from what it had.
    """
    for kind in kinds:
        source, last = sources.source_of(kind), since
        while keys := source.keys(last):
            index(source, keys)
            last = keys[-1]
            told(kind, len(keys), last)
        _forget_the_rest(kind, source)
    forget_words()


def forget_words() -> None:
    """Take out word forms that no document has any more, or none that all may read."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM search_wordform AS form WHERE NOT EXISTS"
            " (SELECT 1 FROM search_posting WHERE search_posting.term = form.term)"
        )
        cursor.execute(
            "UPDATE search_wordform AS form SET is_public = false WHERE is_public AND NOT EXISTS"
            " (SELECT 1 FROM search_posting"
            "  WHERE search_posting.term = form.term AND search_posting.is_public)"
        )


def _forget_the_rest(kind: str, source: sources.Source) -> None:
    """Take out documents whose rows are gone."""
    known = Document.objects.filter(kind=kind).order_by("pk").values_list("pk", "key")
    last = 0
    while batch := list(known.filter(pk__gt=last)[:1000]):
        described = {each.key for each in source.describe([key for _, key in batch])}
        Document.objects.filter(pk__in=[pk for pk, key in batch if key not in described]).delete()
        last = batch[-1][0]
