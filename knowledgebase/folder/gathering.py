"""The files of a folder, put together as articles."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from accounts.choices import Language
from knowledgebase.folder.front import Refused
from knowledgebase.folder.pages import Page, read_page

# Of an article that is new in several languages, the first of these is the original.
PREFERENCE = [Language.FINNISH.value, Language.SWEDISH.value, Language.ENGLISH.value]


@dataclass(frozen=True)
class Remark:
    """What a person should know of a file: a warning, or why it was refused."""

    path: Path
    line: int
    words: str
    is_refusal: bool = False

    def __str__(self) -> str:
        kind = "refused" if self.is_refusal else "warning"
        return f"{self.path}:{self.line}: {kind}: {self.words}"


@dataclass
class Bundle:
    """An article: its files by language, the one it was written in first."""

    key: str
    pages: list[Page]

    def find_file(self, name: str) -> Path | None:
        """A picture or a file: in a folder named by the article, else beside the text."""
        for page in self.pages:
            beside = page.path.parent
            for path in (beside / self.key / name, beside / name):
                # A link that leads out of the folder is not followed.
                if path.is_file() and path.resolve().is_relative_to(beside.resolve()):
                    return path
        return None

    @property
    def named_files(self) -> list[str]:
        """Names of files that belong to it, by its texts and by the folder named by it."""
        named = [name for page in self.pages for name in page.named_files]
        for page in self.pages:
            own = page.path.parent / self.key
            if own.is_dir():
                named += sorted(path.name for path in own.iterdir() if _is_attachment(path))
        return list(dict.fromkeys(named))


@dataclass
class Gathered:
    """Everything a folder holds."""

    bundles: list[Bundle] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def gather(folder: Path) -> Gathered:
    """Read every Markdown file below a folder; hidden ones are left alone."""
    folder = folder.resolve()
    pages: dict[tuple[str, str], Page] = {}
    remarks: list[Remark] = []
    for path in _markdown_files(folder):
        try:
            page = read_page(path, root=folder)
        except Refused as fault:
            remarks.append(Remark(path, fault.line, fault.reason, is_refusal=True))
            continue
        except OSError as fault:
            remarks.append(Remark(path, 1, fault.strerror or "unreadable", is_refusal=True))
            continue
        remarks += [Remark(path, line, words) for line, words in page.warnings]
        first = pages.setdefault((page.key, page.language), page)
        if first is not page:
            words = f"the same article in the same language as {first.path}"
            remarks.append(Remark(path, 1, words, is_refusal=True))
    return Gathered(_bundles(list(pages.values())), remarks)


def _bundles(pages: Sequence[Page]) -> list[Bundle]:
    by_key: dict[str, list[Page]] = {}
    for page in pages:
        by_key.setdefault(page.key, []).append(page)
    return [Bundle(key, sorted(own, key=_rank)) for key, own in sorted(by_key.items())]


def _rank(page: Page) -> tuple[bool, int]:
    return (not page.is_original, PREFERENCE.index(page.language))


def _markdown_files(folder: Path) -> list[Path]:
    found = (path for path in folder.rglob("*") if path.suffix.lower() in {".md", ".markdown"})
    visible = (path for path in found if not _is_hidden(path.relative_to(folder)))
    return sorted(path for path in visible if path.is_file())


def _is_attachment(path: Path) -> bool:
    is_text = path.suffix.lower() in {".md", ".markdown"}
    return path.is_file() and not is_text and not path.name.startswith(".")


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)
