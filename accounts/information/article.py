"""Markdown to safe HTML with a table of contents. Pure: text in, text out."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token

_TAGS = {
    *("p", "br", "hr", "h2", "h3", "h4", "blockquote", "pre", "code"),
    *("ul", "ol", "li", "strong", "em", "s", "a"),
    *("table", "thead", "tbody", "tr", "th", "td"),
    "img",
}
_ATTRIBUTES = {
    "a": {"href"},
    "h2": {"id"},
    "h3": {"id"},
    "table": {"class"},
    "ol": {"start"},
    "img": {"src", "alt", "loading"},
}
_SCHEMES = {"https", "http", "mailto", "tel"}
# Markdown is parsed the same way each time; a parser costs more than a page.
_PARSER = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


@dataclass(frozen=True)
class Heading:
    """Where `#anchor` leads to; those of the second level make the contents."""

    anchor: str
    words: str
    is_main: bool = True


@dataclass(frozen=True)
class Article:
    """Ready to be shown: `html` has been through the allow-list."""

    html: SafeString
    contents: tuple[Heading, ...]


def _as_written(target: str) -> str | None:
    return target


@lru_cache(maxsize=32)
def compose(markdown: str) -> Article:
    """Render Markdown. Raw HTML in it is shown as text, a link of another scheme is dropped."""
    return compose_with(markdown)


def compose_with(
    markdown: str,
    *,
    address: Callable[[str], str | None] = _as_written,
    own_pictures: frozenset[str] = frozenset(),
) -> Article:
    """Render as `compose`, with links and pictures.

    `address` says where a link or a picture leads (None: nowhere); pictures that are not in
    `own_pictures` are left out, their words stay.
    """
    tokens = _PARSER.parse(markdown)
    contents = _anchor_headings(tokens)
    for token in tokens:
        token.children = _settled(token.children or [], address, own_pictures)
    html = nh3.clean(
        _PARSER.renderer.render(tokens, _PARSER.options, {}),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel="noopener noreferrer",
    )
    # Safe because nh3 let through the listed tags and attributes only, one line above.
    return Article(mark_safe(html), tuple(each for each in contents if each.is_main))  # noqa: S308


def _anchor_headings(tokens: list[Token]) -> tuple[Heading, ...]:
    """Give headings unlike anchors and tables their look; return the headings."""
    found: dict[str, Heading] = {}
    for place, token in enumerate(tokens):
        if token.type == "table_open":
            token.attrSet("class", "table")
        if token.tag == "h1":
            # The page's own title is its one heading of the first level.
            token.tag = "h2"
        if token.type != "heading_open" or token.tag not in {"h2", "h3"}:
            continue
        words = "".join(part.content for part in tokens[place + 1].children or [])
        anchor = stem = f"s-{slugify(words)}"
        while anchor in found:
            anchor = f"{stem}-{len(found)}"
        token.attrSet("id", anchor)
        found[anchor] = Heading(anchor, words, is_main=token.tag == "h2")
    return tuple(found.values())


def _settled(
    parts: list[Token], address: Callable[[str], str | None], own_pictures: frozenset[str]
) -> list[Token]:
    """Give links and pictures their addresses; a foreign picture becomes its words."""
    settled = []
    for part in parts:
        if part.type == "link_open":
            part.attrSet("href", address(str(part.attrGet("href"))) or "")
        if part.type == "image":
            source = address(str(part.attrGet("src")))
            if source not in own_pictures:
                words = Token("text", "", 0, content=part.content)
                settled.append(words)
                continue
            part.attrSet("src", source or "")
            part.attrSet("loading", "lazy")
        settled.append(part)
    return settled


def outline(markdown: str) -> list[tuple[str, str, str]]:
    """The same text without markup, by its headings: anchor, heading, what stands under it.

    The first has neither anchor nor heading: what stands before them all.
    """
    tokens = _PARSER.parse(markdown)
    _anchor_headings(tokens)
    found: list[tuple[str, str, list[str]]] = [("", "", [])]
    is_heading = False
    for token in tokens:
        if token.type == "heading_open" and token.attrGet("id"):
            found.append((str(token.attrGet("id")), "", []))
            is_heading = True
        elif token.type == "inline" and is_heading:
            found[-1] = (found[-1][0], _words(token), [])
            is_heading = False
        elif token.type == "inline":
            found[-1][2].append(_words(token))
        elif token.type in {"fence", "code_block"}:
            found[-1][2].append(token.content)
    return [(anchor, heading, _joined(parts)) for anchor, heading, parts in found]


def _joined(parts: list[str]) -> str:
    """Paragraphs, items and cells in one line, with a mark where none of their own ends one."""
    line = ""
    for part in filter(None, (" ".join(part.split()) for part in parts)):
        between = " " if line.endswith((".", ":", "?", "!", ";", ",")) else " · "
        line = f"{line}{between}{part}" if line else part
    return line


def _words(token: Token) -> str:
    breaks = {"softbreak", "hardbreak"}
    parts = token.children or []
    return "".join(" " if part.type in breaks else part.content for part in parts)
