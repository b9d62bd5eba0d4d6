"""Search learns of changes after they are committed, by rows that are written with them (B9)."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from accounts.notices.services import wake
from knowledgebase.search.models import Change

AT_ONCE = 50


def mark_changed(kind: str, keys: Iterable[object], *, at: datetime) -> None:
    """Say that rows have changed, within the transaction that changes them."""
    Change.objects.bulk_create(Change(kind=kind, key=str(key), at=at) for key in keys)
    wake("search.take_changes")


@transaction.atomic
def take_changes(*, limit: int = AT_ONCE) -> int:
    """Describe what has changed anew; return how many changes were taken.

    Any number may run: each takes rows that no other has.
    """
    waiting = Change.objects.select_for_update(skip_locked=True)[:limit]
    taken = list(waiting)
    Change.objects.filter(pk__in=[change.pk for change in taken]).delete()
    return len(taken)
