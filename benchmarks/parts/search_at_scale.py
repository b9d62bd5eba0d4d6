"""Articles and cases in numbers, as search sees them."""

import random
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta

import django

django.setup()

from django.db import connection, transaction  # noqa: E402 models need django.setup()

from accounts import moment  # noqa: E402
from accounts.choices import Industry, Role  # noqa: E402
from accounts.models import Customer, User  # noqa: E402
from benchmarks.parts import demo_database  # noqa: E402
from cases.models import Case  # noqa: E402
from knowledgebase.choices import Audience  # noqa: E402
from knowledgebase.models import Article, ArticleText  # noqa: E402
from knowledgebase.search import services, sources  # noqa: E402
from knowledgebase.search.folding import words  # noqa: E402
from knowledgebase.search.terms import terms  # noqa: E402

CUSTOMERS = 1000
_AT_ONCE = 20_000
_GIN = "document_by_terms"
_MADE = "made-for-measuring-"
# Beyond any case there is.
_NO_CASE = 2_000_000_000


def prepare() -> None:
    demo_database.prepare()


def people() -> tuple[User, User, datetime]:
    """A SuperUser of the first customer, a specialist, and now."""
    superuser = User.objects.filter(role="", memberships__ended_on__isnull=True).first()
    specialist = User.objects.filter(role=Role.SPECIALIST).first()
    if superuser is None or specialist is None:
        sys.exit("There is nobody to ask: ./run manage load_demo")
    return superuser, specialist, moment.now()


def fill(*, articles: int, cases: int) -> None:
    """Write so many articles and documents of cases."""
    choice = random.Random(1)
    _fill_articles(articles, choice)
    _fill_cases(cases, choice)
    with connection.cursor() as cursor:
        for table in ("search_document", "search_posting", "search_wordform"):
            cursor.execute(f"VACUUM ANALYZE {table}")


def take_out() -> None:
    """Delete all that `fill` has made."""
    made = Article.objects.filter(key__startswith=_MADE)
    ids = [str(pk) for pk in made.values_list("pk", flat=True)]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM search_posting WHERE document_id IN"
            " (SELECT id FROM search_document WHERE kind = 'article' AND key = ANY(%s))",
            [ids],
        )
        cursor.execute(
            "DELETE FROM search_document WHERE (kind = 'article' AND key = ANY(%s))"
            " OR (kind = 'case' AND length(key) > 9)",
            [ids],
        )
        ArticleText.objects.filter(article__in=made).delete()
        made.delete()
        Customer.objects.filter(business_id__startswith="9", name__startswith="Yritys ").delete()


def _fill_articles(count: int, choice: random.Random) -> None:
    texts = list(ArticleText.objects.filter(language="fi").values_list("title", "body"))
    if not texts:
        sys.exit("There are no articles to begin with: ./run manage load_demo")
    lines = [line for _, body in texts for line in body.splitlines() if len(line) > 20]
    titles, at = [title for title, _ in texts], moment.now()
    made = Article.objects.bulk_create(
        (
            Article(
                key=f"{_MADE}{number}",
                original="fi",
                audience=Audience.PUBLIC,
                published_from=at,
                created_at=at,
            )
            for number in range(count)
        ),
        batch_size=2000,
    )
    ArticleText.objects.bulk_create(
        (
            ArticleText(
                article=article,
                language="fi",
                title=f"{choice.choice(titles)}, {choice.choice(titles).lower()}"[:200],
                body="\n\n".join(choice.sample(lines, 12)),
                html="",
                changed_at=at,
            )
            for article in made
        ),
        batch_size=2000,
    )
    source = sources.source_of("article")
    for start in range(0, count, 500):
        services.index(source, [str(article.pk) for article in made[start : start + 500]])
        print(f"\rarticles {start + 500:,}", end="", file=sys.stderr)
    print(file=sys.stderr)


def _fill_cases(count: int, choice: random.Random) -> None:
    customers = Customer.objects.bulk_create(
        Customer(name=f"Yritys {n} Oy", business_id=f"9{n:06}-1", industry=Industry.RETAIL)
        for n in range(CUSTOMERS)
    )
    own = list(Customer.objects.order_by("pk").values_list("pk", flat=True)[:20])
    ids = [*own, *(customer.pk for customer in customers)]
    # The copying keeps the connection to itself.
    vocabulary, now = _vocabulary(), moment.now()
    with connection.cursor() as cursor:
        cursor.execute(f"DROP INDEX {_GIN}")
        with cursor.copy(
            "COPY search_document (kind, key, language, reach, named, customer_id, shelf, "
            "visible_from, title, sections, terms, changed_at) FROM STDIN"
        ) as copy:
            for row in _case_rows(count, ids, vocabulary, choice, now):
                copy.write_row(row)
        cursor.execute(
            f"CREATE INDEX {_GIN} ON search_document USING gin (terms) WHERE terms IS NOT NULL"
        )


def _vocabulary() -> list[tuple[str, list[int]]]:
    """Words of the demo's cases and articles with their terms, as often as they occur."""
    texts = list(Case.objects.values_list("subject", flat=True))
    texts += ArticleText.objects.filter(language="fi").values_list("body", flat=True)[:300]
    return [
        (word, [term for term, _ in terms(word, "fi")]) for text in texts for word in words(text)
    ]


def _case_rows(
    count: int,
    customers: list[int],
    vocabulary: list[tuple[str, list[int]]],
    choice: random.Random,
    now: datetime,
) -> Iterator[tuple[object, ...]]:
    for number in range(count):
        told = choice.choices(vocabulary, k=28)
        numbers = sorted({term for _, own in told for term in own})
        at = now - timedelta(minutes=choice.randrange(5 * 365 * 1440))
        title = " ".join(word for word, _ in told[:6])
        yield (
            *("case", str(_NO_CASE + number), "fi", "public", [], choice.choice(customers)),
            *("support_request", at, title[:300], "[]", numbers, at),
        )
        if number % _AT_ONCE == 0:
            print(f"\rcases {number:,}", end="", file=sys.stderr)
    print(file=sys.stderr)
