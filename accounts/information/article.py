"""Markdown to safe HTML with a table of contents. Pure: text in, text out."""

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
}
_ATTRIBUTES = {"a": {"href"}, "h2": {"id"}, "table": {"class"}, "ol": {"start"}}
_SCHEMES = {"https", "http", "mailto", "tel"}
# Markdown is parsed the same way each time; a parser costs more than a page.
_PARSER = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


@dataclass(frozen=True)
class Heading:
    """An entry of the contents: `#anchor` leads to it."""

    anchor: str
    words: str


@dataclass(frozen=True)
class Article:
    """Ready to be shown: `html` has been through the allow-list."""

    html: SafeString
    contents: tuple[Heading, ...]


@lru_cache(maxsize=32)
def compose(markdown: str) -> Article:
    """Render Markdown. Raw HTML in it is shown as text, a link of another scheme is dropped."""
    tokens = _PARSER.parse(markdown)
    contents = _anchor_headings(tokens)
    html = nh3.clean(
        _PARSER.renderer.render(tokens, _PARSER.options, {}),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel="noopener noreferrer",
    )
    # Safe because nh3 let through the listed tags and attributes only, one line above.
    return Article(mark_safe(html), contents)  # noqa: S308


def _anchor_headings(tokens: list[Token]) -> tuple[Heading, ...]:
    """Give second-level headings unlike anchors and tables their look; return the contents."""
    found: dict[str, Heading] = {}
    for place, token in enumerate(tokens):
        if token.type == "table_open":
            token.attrSet("class", "table")
        if token.type != "heading_open" or token.tag != "h2":
            continue
        words = "".join(part.content for part in tokens[place + 1].children or [])
        anchor = stem = f"s-{slugify(words)}"
        while anchor in found:
            anchor = f"{stem}-{len(found)}"
        token.attrSet("id", anchor)
        found[anchor] = Heading(anchor, words)
    return tuple(found.values())
