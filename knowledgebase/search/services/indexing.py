"""What is to be found is written into the index: documents, their words, their weights (B9)."""

from collections.abc import Mapping, Sequence

from django.db import connection, transaction

from knowledgebase.search.choices import Reach
from knowledgebase.search.folding import LONGEST, fold, is_number, words
from knowledgebase.search.models import Document, Posting
from knowledgebase.search.sources import Description, Source
from knowledgebase.search.terms import terms
from knowledgebase.search.weighing import impacts

# Of a long case thread, its beginning says what it is about.
_MOST_WORDS_OF_A_CASE = 400
_FIELDS = [
    *("reach", "named", "customer", "shelf", "module", "visible_from", "visible_until"),
    *("title", "sections", "terms", "changed_at"),
]


@transaction.atomic
def index(source: Source, keys: Sequence[str]) -> int:
    """Describe these rows anew; what is no more to be found goes. Returns how many documents."""
    described = list(source.describe(keys))
    rows = [_document(source, each) for each in described]
    _forget_all_but(source, keys, rows)
    Document.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["kind", "key", "language"],
        update_fields=_FIELDS,
        batch_size=500,
    )
    if source.is_knowledge:
        _weigh(rows, described)
    return len(rows)


def _document(source: Source, each: Description) -> Document:
    return Document(
        kind=source.kind,
        key=each.key,
        language=each.language,
        reach=each.reach,
        named=sorted(each.named),
        customer_id=each.customer,
        shelf=each.shelf,
        module_id=each.module,
        visible_from=each.visible_from,
        visible_until=each.visible_until,
        title=each.title[:300],
        # Of a case the words are enough: what is shown of it is read anew.
        sections=[[part.anchor, part.heading, part.text] for part in each.sections]
        if source.is_knowledge
        else [],
        terms=None if source.is_knowledge else _terms_of(each),
        changed_at=each.changed_at,
    )


def _terms_of(each: Description) -> list[int]:
    """The terms of a case by which it may be found: its words, their parts and roots."""
    text = " ".join([each.title, *(part.text for part in each.sections)])
    found = {
        term
        for word in words(text)[:_MOST_WORDS_OF_A_CASE]
        for term, _ in terms(word, each.language)
    }
    return sorted(found)


def _forget_all_but(source: Source, keys: Sequence[str], rows: Sequence[Document]) -> None:
    kept = {(row.key, row.language) for row in rows}
    known = Document.objects.filter(kind=source.kind, key__in=keys)
    gone = [
        pk
        for pk, key, language in known.values_list("pk", "key", "language")
        if (key, language) not in kept
    ]
    if gone:
        Document.objects.filter(pk__in=gone).delete()


def _weigh(rows: Sequence[Document], described: Sequence[Description]) -> None:
    """Write the postings of documents anew, and the forms of their words."""
    Posting.objects.filter(document__in=[row.pk for row in rows]).delete()
    postings: list[tuple[int, int, float, bool]] = []
    forms: dict[tuple[str, str, int], bool] = {}
    for row, each in zip(rows, described, strict=True):
        weights, is_public = impacts(each.title, each.sections, each.language), _is_public(each)
        postings += [(term, row.pk, impact, is_public) for term, impact in weights.items()]
        for form in _forms(each):
            forms[form] = is_public or forms.get(form, False)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO search_posting (term, document_id, impact, is_public) "
            "SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::float8[], %s::bool[])",
            [list(column) for column in zip(*postings, strict=True)] or [[], [], [], []],
        )
        cursor.execute(
            "INSERT INTO search_wordform AS known (language, form, term, is_public) "
            "SELECT * FROM unnest(%s::text[], %s::text[], %s::bigint[], %s::bool[]) "
            "ON CONFLICT (form, language, term) DO UPDATE SET is_public = true "
            "WHERE excluded.is_public AND NOT known.is_public",
            [list(column) for column in zip(*_rows_of(forms), strict=True)] or [[], [], [], []],
        )


def _is_public(each: Description) -> bool:
    return each.reach == Reach.PUBLIC


def _rows_of(forms: Mapping[tuple[str, str, int], bool]) -> list[tuple[str, str, int, bool]]:
    """In one order, so that two workers never wait for each other crosswise."""
    return [(*form, is_public) for form, is_public in sorted(forms.items())]


def _forms(each: Description) -> set[tuple[str, str, int]]:
    """The words of a document as they stand there, without dots, and what they count as."""
    parts = [each.title, *(f"{part.heading} {part.text}" for part in each.sections)]
    seen = {word for text in parts for word in words(text) if not is_number(word)}
    return {
        (each.language, form, term)
        for word in seen
        # Folding may lengthen a word: ß is ss.
        if len(form := fold(word)) <= LONGEST
        for term, surety in terms(word, each.language)[:1]
        if surety == 1.0
    }
