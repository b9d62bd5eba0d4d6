"""How two texts differ, by lines and by words. Pure: text in, rows out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

# Lines that stay the same beside a change; the rest is folded away.
_AROUND = 2
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True)
class Piece:
    """A stretch of a line, and whether it differs."""

    words: str
    differs: bool = False


@dataclass(frozen=True)
class Row:
    """A line of either text. `kind`: "same", "removed", "added", or "folded" for many alike."""

    kind: str
    pieces: tuple[Piece, ...] = ()
    count: int = 0


def differences(old: str, new: str) -> list[Row]:
    """The rows of both texts, in order; what was removed stands before what was added."""
    before, after = old.splitlines(), new.splitlines()
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    rows: list[Row] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            rows += _folded(
                before[a:b],
                is_first=a == c == 0,
                is_last=b == len(before) and d == len(after),
            )
        else:
            rows += _changed(before[a:b], after[c:d])
    return rows


def _folded(lines: Sequence[str], *, is_first: bool, is_last: bool) -> Iterator[Row]:
    head = 0 if is_first else _AROUND
    tail = 0 if is_last else _AROUND
    hidden = len(lines) - head - tail
    if hidden <= 1:
        head, hidden, tail = len(lines), 0, 0
    yield from (Row("same", (Piece(line),)) for line in lines[:head])
    if hidden:
        yield Row("folded", count=hidden)
    yield from (Row("same", (Piece(line),)) for line in lines[len(lines) - tail :] if tail)


def _changed(before: Sequence[str], after: Sequence[str]) -> Iterator[Row]:
    """Lines that took each other's place are compared by words; the others stand whole."""
    if len(before) != len(after):
        yield from (Row("removed", (Piece(line),)) for line in before)
        yield from (Row("added", (Piece(line),)) for line in after)
        return
    for old, new in zip(before, after, strict=True):
        removed, added = _by_words(old, new)
        yield Row("removed", removed)
        yield Row("added", added)


def _by_words(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    removed, added = [], []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        differs = tag != "equal"
        removed.append(Piece("".join(before[a:b]), differs))
        added.append(Piece("".join(after[c:d]), differs))
    return (
        tuple(piece for piece in removed if piece.words),
        tuple(piece for piece in added if piece.words),
    )
