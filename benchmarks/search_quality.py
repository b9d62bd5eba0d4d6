"""How well search finds the right article, beside what plain PostgreSQL would find (B9).

`./run bench search_quality` fills a database of its own with the demo's articles and asks it the
queries of `data/search_queries.tsv`: written as users type, by the problem and not by the
article. It prints, for each language and each way of searching, MRR and recall@5, and the share
of each kind of query that found its answer among the first five.
"""

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.parts import knowledge

QUERIES = Path(__file__).parent / "data" / "search_queries.tsv"
TOP = 10
LANGUAGES = {"fi": "finnish", "sv": "swedish", "en": "english"}


@dataclass(frozen=True)
class Query:
    language: str
    kind: str
    words: str
    right: frozenset[str]

    def rank(self, found: Sequence[str]) -> int | None:
        """The place of the first right answer, from 1."""
        return next((place for place, key in enumerate(found, 1) if key in self.right), None)


def read_queries(path: Path) -> list[Query]:
    rows = [line.split("\t") for line in path.read_text().splitlines() if line.strip()]
    return [
        Query(lang, kind, words, frozenset(right.split(","))) for lang, kind, words, right in rows
    ]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--queries", type=Path, default=QUERIES)
    parser.add_argument("--half", choices=["odd", "even"], help="only every second query")
    parser.add_argument("--misses", action="store_true", help="print what the engine missed")
    parser.add_argument("--only", help="only this way of searching")
    options = parser.parse_args()
    knowledge.prepare()
    queries = read_queries(options.queries)
    if options.half:
        queries = queries[options.half == "even" :: 2]
    ways = knowledge.ways()
    if options.only:
        ways = {options.only: ways[options.only]}
    results = {}
    for name, way in ways.items():
        results[name] = measure(name, way, queries, show=options.misses and name == "engine")
    where = Path(__file__).parent / "results" / "search_quality.json"
    where.parent.mkdir(exist_ok=True)
    where.write_text(json.dumps(results, indent=1, ensure_ascii=False))


def measure(
    name: str,
    way: Callable[[str, str], Sequence[str]],
    queries: Iterable[Query],
    *,
    show: bool,
) -> dict[str, object]:
    ranks: dict[str, list[int | None]] = defaultdict(list)
    kinds: dict[str, list[bool]] = defaultdict(list)
    began = time.perf_counter()
    for query in queries:
        found = way(query.words, query.language)
        rank = query.rank(found[:TOP])
        ranks[query.language].append(rank)
        kinds[query.kind].append(rank is not None and rank <= 5)
        if show and (rank is None or rank > 5):
            print(
                f"  {query.language} {query.kind:10} {query.words!r} → {sorted(query.right)}, {rank}; {found[:3]}"
            )
    each = (time.perf_counter() - began) / max(1, sum(map(len, ranks.values()))) * 1000
    told = {
        language: {
            "mrr": round(mrr(found), 3),
            "recall@5": round(recall(found, 5), 3),
            "n": len(found),
        }
        for language, found in ranks.items()
    }
    by_kind = {kind: round(sum(hits) / len(hits), 2) for kind, hits in sorted(kinds.items())}
    numbers = "  ".join(
        f"{language}: MRR {each['mrr']:.2f} R@5 {each['recall@5']:.2f}"
        for language, each in told.items()
    )
    print(f"{name:22} {numbers}   {each:.0f} ms   {by_kind}")
    return {"languages": told, "kinds": by_kind, "ms": round(each, 1)}


def mrr(ranks: Sequence[int | None]) -> float:
    return sum(1 / rank for rank in ranks if rank) / len(ranks)


def recall(ranks: Sequence[int | None], top: int) -> float:
    return sum(rank is not None and rank <= top for rank in ranks) / len(ranks)


if __name__ == "__main__":
    main()
