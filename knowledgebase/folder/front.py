"""The front matter of a Markdown file: `key: value` lines between two lines of dashes. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_FENCE = re.compile(r"---\s*")
_PAIR = re.compile(r"([A-Za-z_][\w-]*)\s*:(?:\s+(.*))?")
_ITEM = re.compile(r"\s*-\s+(.*)")
_DOUBLE = re.compile(r'"(?:[^"\\]|\\.)*"')
_SINGLE = re.compile(r"'(?:[^']|'')*'")
# What another reader of YAML would take for something else than plain words.
_NEEDS_QUOTES = re.compile(r"""[\s"'\[{&*!|>%@`#?,-]|.*(?::\s|:$|\s#)|.*\s$""", re.DOTALL)


class Refused(Exception):
    """A file that cannot be taken in, with the number of the line that says why."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line, self.reason = line, reason


@dataclass
class Front:
    """The values by key, the line that each stands on, and what comes after them."""

    values: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    body: str = ""


def parse(text: str) -> Front:
    """Take a file apart. Without front matter everything is body. Raises Refused."""
    lines = text.split("\n")
    if not _FENCE.fullmatch(lines[0]):
        return Front(body=text.strip("\n"))
    front, last = Front(), ""
    for number, line in enumerate(lines[1:], start=2):
        if _FENCE.fullmatch(line):
            front.body = "\n".join(lines[number:]).strip("\n")
            return front
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if last and (item := _ITEM.fullmatch(line)):
            said = filter(None, [front.values[last], _plain(item[1])])
            front.values[last] = ", ".join(said)
            continue
        pair = _PAIR.fullmatch(line.rstrip())
        if pair is None:
            raise Refused(number, f"this is no “key: value”: {line.strip()[:60]}")
        last = pair[1].lower()
        front.values[last], front.lines[last] = _plain(pair[2] or ""), number
    raise Refused(1, "the front matter has no end: a line of three dashes is missing")


def compose(values: Mapping[str, str], body: str) -> str:
    """Put a file together, as `parse` takes it apart."""
    pairs = [f"{key}: {_quoted(value)}".rstrip() for key, value in values.items()]
    return "\n".join(["---", *pairs, "---", "", body, ""])


def listed(value: str) -> list[str]:
    """The words of a list: `a, b` or `[a, b]`."""
    bare = value.strip().removeprefix("[").removesuffix("]")
    return [each for part in bare.split(",") if (each := _plain(part))]


def _plain(value: str) -> str:
    value = value.strip()
    if _DOUBLE.fullmatch(value):
        return re.sub(r"\\(.)", r"\1", value[1:-1])
    if _SINGLE.fullmatch(value):
        return value[1:-1].replace("''", "'")
    return value


def _quoted(value: str) -> str:
    if not value or not _NEEDS_QUOTES.match(value):
        return value
    escaped = re.sub(r'(["\\])', r"\\\1", value)
    return f'"{escaped}"'
