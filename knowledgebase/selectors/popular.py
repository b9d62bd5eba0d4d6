"""What is read most now: counted at times, not at every view."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.contrib.postgres.fields import ArrayField
from django.core.cache import cache
from django.db.models import BigIntegerField, Count, F, Func, OrderBy, Value

from knowledgebase.models import Reading

_PERIOD = timedelta(days=30)
_COUNTED = 200
_FRESH_FOR = timedelta(minutes=10)
_KEY = "knowledge.read_most"


def read_most(at: datetime) -> list[int]:
    """Ids of the articles that most people have read lately, the first first.

    They are everybody's: whoever shows them asks `visible_to` first.
    """
    known = cache.get(_KEY)
    if known is None:
        lately = Reading.objects.filter(last_at__gt=at - _PERIOD).order_by()
        counted = lately.values("article").annotate(readers=Count("pk"))
        known = list(
            counted.order_by("-readers", "article").values_list("article", flat=True)[:_COUNTED]
        )
        cache.set(_KEY, known, _FRESH_FOR.total_seconds())
    return known


def by_popularity(ids: Sequence[int]) -> OrderBy:
    """An order for articles: those in the list as they stand there, then the others."""
    place = Func(
        Value(list(ids), output_field=ArrayField(BigIntegerField())),
        F("pk"),
        function="array_position",
    )
    return place.asc(nulls_last=True)
