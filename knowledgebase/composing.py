"""An article's Markdown to safe HTML: its links lead to articles, its pictures are its own files."""

from collections.abc import Callable, Mapping
from urllib.parse import SplitResult, unquote, urlsplit

from accounts.information.article import Article as Composed
from accounts.information.article import compose_with


def compose_article(
    markdown: str, *, files: Mapping[str, str], article_url: Callable[[str], str]
) -> Composed:
    """Render an article, as it would be read in a folder of Markdown files.

    `[words](other-article)` or `(other-article.md#s-heading)` leads to another article,
    `[words](price-list.pdf)` and `![words](screen.png)` to the article's own files; `files`
    gives their addresses by name. A picture from elsewhere is not shown: a page of ours asks
    no stranger for anything.
    """

    def address(target: str) -> str | None:
        parts = split_address(target)
        if parts is None:
            return None
        if parts.scheme or parts.netloc or not parts.path or "/" in parts.path:
            return target
        # The parser has written it as an address: "näyttö.png" came with percent signs.
        name = unquote(parts.path).removesuffix(".md")
        if "." in name:
            return files.get(name)
        anchor = f"#{parts.fragment}" if parts.fragment else ""
        return article_url(name) + anchor

    return compose_with(markdown, address=address, own_pictures=frozenset(files.values()))


def split_address(target: str) -> SplitResult | None:
    """The parts of what a link leads to; None for what is no address, as `http://[x`."""
    try:
        return urlsplit(target)
    except ValueError:
        return None
