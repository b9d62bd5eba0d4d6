"""One file of the folder: an article in one language. Pure but for reading it."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import unquote

from accounts.choices import Language
from knowledgebase.choices import Audience
from knowledgebase.composing import split_address
from knowledgebase.folder.front import Front, Refused, compose, listed, parse
from knowledgebase.keys import as_key

_MOST_BYTES = 2 * 1024 * 1024
_LONGEST_TITLE = 200
# A line is gone through once, whatever stands in it; `_words_of` takes off what closes it.
_HEADING = re.compile(r"^#{1,6}[^\S\n]+(\S.*)$", re.MULTILINE)
_LEADING = re.compile(r"#[^\S\n]+(\S.*)(?:\n+|$)")
_TARGET = re.compile(r"\]\(\s*<?([^)>\s]+)")

_LANGUAGES = {
    **{value: value for value in Language.values},
    "fin": "fi",
    "finnish": "fi",
    "suomi": "fi",
    "finska": "fi",
    "swe": "sv",
    "se": "sv",
    "swedish": "sv",
    "svenska": "sv",
    "ruotsi": "sv",
    "eng": "en",
    "english": "en",
    "englanti": "en",
    "engelska": "en",
}
_AUDIENCES = {
    **dict.fromkeys(("public", "customers", "customer", "all", "everybody"), Audience.PUBLIC),
    **dict.fromkeys(("julkinen", "kaikki", "asiakkaat", "alla", "kunder"), Audience.PUBLIC),
    **dict.fromkeys(("named", "nimetyt", "namngivna"), Audience.NAMED),
    **dict.fromkeys(("staff", "internal", "sisäinen", "intern", "softone"), Audience.STAFF),
}
_TRUE, _FALSE = {"yes", "true", "1", "kyllä", "ja"}, {"no", "false", "0", "ei", "nej"}


@dataclass(frozen=True)
class Page:
    """What a file says. None: it says nothing of that. `warnings` are lines with their words."""

    path: Path
    key: str
    language: str
    title: str
    body: str
    module: str | None = None
    topic: str | None = None
    audience: Audience | None = None
    related: tuple[str, ...] | None = None
    customers: tuple[str, ...] | None = None
    review_on: date | None = None
    is_published: bool | None = None
    is_original: bool = False
    warnings: tuple[tuple[int, str], ...] = ()

    @property
    def named_files(self) -> list[str]:
        """Names of pictures and files that the text shows or leads to."""
        return files_named_in(self.body)


def read_page(path: Path, *, root: Path) -> Page:
    """Read a file somewhere in the folder `root`. Raises Refused, and OSError where there is none."""
    if not path.resolve().is_relative_to(root):
        raise Refused(1, "a link that leads out of the folder")
    if path.stat().st_size > _MOST_BYTES:
        raise Refused(1, "larger than 2 MB")
    key = as_key(path.stem)
    if not key:
        raise Refused(1, "its name has no letter or number to name the article by")
    text = _decoded(path.read_bytes())
    front = parse(text)
    warnings: list[tuple[int, str]] = []
    _warn_of_addresses(text, warnings)
    title, body = _titled(front, path, warnings)
    if not body:
        raise Refused(1, "it has no text")
    language = _language(front, path.relative_to(root.parent))
    return Page(
        path=path,
        key=key,
        language=language,
        title=title,
        body=body,
        module=front.values.get("module"),
        topic=front.values.get("topic"),
        audience=_audience(front, warnings),
        related=_list(front, "related"),
        customers=_list(front, "customers"),
        review_on=_day(front, "review_on"),
        is_published=_yes_or_no(front, "published"),
        is_original=front.values.get("original", "").lower() == language,
        warnings=tuple(warnings),
    )


def page_text(values: dict[str, str], body: str) -> str:
    """The text of a file, as `read_page` reads it."""
    body = settled(body)
    leading = _LEADING.match(body)
    if leading and _words_of(leading).casefold() == values["title"].casefold():
        # The reader drops one heading that repeats the title.
        body = f"# {values['title']}\n\n{body}"
    return compose(values, body)


def files_named_in(body: str) -> list[str]:
    """Names beside a file that its Markdown shows or leads to, in their order, each once."""
    found: dict[str, None] = {}
    for target in _TARGET.findall(body):
        parts = split_address(target)
        if parts is None:
            continue
        name = unquote(parts.path)
        is_own = not (parts.scheme or parts.netloc) and not {"/", "\\"} & set(name)
        if is_own and "." in name.removesuffix(".md") and not name.startswith("."):
            found[name] = None
    return list(found)


def _warn_of_addresses(text: str, warnings: list[tuple[int, str]]) -> None:
    """Say which links of a text lead nowhere, each with its line."""
    for target in _TARGET.finditer(text):
        if split_address(target[1]) is None:
            line = text.count("\n", 0, target.start()) + 1
            warnings.append((line, f"no address: {target[1][:_LONGEST_TITLE]}"))


def settled(body: str) -> str:
    """A body as files keep it: Unix lines, none empty around it."""
    return body.replace("\r\n", "\n").replace("\r", "\n").strip("\n")


def _decoded(content: bytes) -> str:
    """Text as it was meant: UTF-8 with or without its mark, else what Windows writes."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", errors="replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", errors="replace")
    return text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")


def _titled(front: Front, path: Path, warnings: list[tuple[int, str]]) -> tuple[str, str]:
    """The title and the body without a heading that repeats it."""
    title, body = front.values.get("title", ""), front.body.strip("\n")
    if not title:
        heading = _HEADING.search(body)
        title = _words_of(heading) if heading else path.stem.replace("-", " ").strip().capitalize()
    if len(title) > _LONGEST_TITLE:
        warnings.append((front.lines.get("title", 1), "the title was cut to 200 letters"))
    leading = _LEADING.match(body)
    if leading and _words_of(leading).casefold() == title.casefold():
        body = body[leading.end() :].strip("\n")
    return " ".join(title.split())[:_LONGEST_TITLE], body if body.strip() else ""


def _words_of(heading: re.Match[str]) -> str:
    return heading[1].rstrip().rstrip("#").rstrip()


def _language(front: Front, path: Path) -> str:
    """What the file says, else the folder it lies in, else Finnish."""
    if said := front.values.get("language", ""):
        known = _LANGUAGES.get(said.lower().partition("-")[0].partition("_")[0])
        if known is None:
            raise Refused(front.lines["language"], f"unknown language: {said}")
        return known
    folders = (each.lower() for each in reversed(path.parts[:-1]))
    return next((each for each in folders if each in Language.values), Language.FINNISH.value)


def _audience(front: Front, warnings: list[tuple[int, str]]) -> Audience | None:
    """For whom it is: what is not understood is for SoftOne only."""
    said = front.values.get("audience", "")
    if not said:
        return None
    known = _AUDIENCES.get(said.lower())
    if known is None:
        warnings.append((front.lines["audience"], f"unknown audience: {said}; for SoftOne only"))
    return known or Audience.STAFF


def _list(front: Front, name: str) -> tuple[str, ...] | None:
    return tuple(listed(front.values[name])) if name in front.values else None


def _day(front: Front, name: str) -> date | None:
    said = front.values.get(name, "")
    if not said:
        return None
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise Refused(front.lines[name], f"{name} is no day like 2027-01-31: {said}") from None


def _yes_or_no(front: Front, name: str) -> bool | None:
    said = front.values.get(name, "").lower()
    if not said:
        return None
    if said not in _TRUE | _FALSE:
        raise Refused(front.lines[name], f"{name} is neither yes nor no: {said}")
    return said in _TRUE
