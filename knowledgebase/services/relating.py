"""Articles that name each other in a folder's files are tied, once all are there (B9)."""

from collections.abc import Iterable, Sequence

from django.db import transaction

from knowledgebase.folder.gathering import Bundle, Remark
from knowledgebase.models import Article
from knowledgebase.services.import_facts import first_said


@transaction.atomic
def relate(bundles: Sequence[Bundle]) -> list[Remark]:
    """Tie the articles of some files to those they name; return what was not found.

    A tie holds both ways, whichever of the two files names it. An article whose files say nothing
    of others keeps what it has.
    """
    named = {bundle.key: _named_by(bundle) for bundle in bundles}
    wanted = _both_ways((key, other) for key, others in named.items() for other in others or ())
    for key, others in named.items():
        if others is not None:
            wanted.setdefault(key, set())
    found = Article.objects.filter(key__in=wanted).prefetch_related("related")
    known = {article.key: article for article in found}
    for key, article in known.items():
        now = {each.key for each in article.related.all()}
        keeps = now if named.get(key) is None else set()
        then = (wanted[key] & known.keys()) | keeps
        if then != now:
            article.related.set(Article.objects.filter(key__in=then))
    return [
        Remark(bundle.pages[0].path, 1, f"no article to relate to: {other}")
        for bundle in bundles
        for other in named[bundle.key] or ()
        if other not in known
    ]


def _named_by(bundle: Bundle) -> tuple[str, ...] | None:
    return first_said(page.related for page in bundle.pages)


def _both_ways(ties: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one, other in ties:
        if one != other:
            found.setdefault(one, set()).add(other)
            found.setdefault(other, set()).add(one)
    return found
