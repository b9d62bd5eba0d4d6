"""What may be attached, in one table: for the form, for mail, for the words on the page."""

from collections.abc import Iterable
from pathlib import PurePath

import filetype

MAX_BYTES = 25 * 1024 * 1024
MAX_FILES = 10

# What the first bytes must say for each ending. Text files have no signature of their own.
_ZIP = "application/zip"
_TYPES: dict[str, tuple[str, tuple[str, ...]]] = {
    "png": ("image/png", ("image/png",)),
    "jpg": ("image/jpeg", ("image/jpeg",)),
    "jpeg": ("image/jpeg", ("image/jpeg",)),
    "gif": ("image/gif", ("image/gif",)),
    "webp": ("image/webp", ("image/webp",)),
    "pdf": ("application/pdf", ("application/pdf",)),
    "docx": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        (_ZIP, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ),
    "xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        (_ZIP, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ),
    "pptx": (
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        (_ZIP, "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ),
    "zip": (_ZIP, (_ZIP,)),
    "mp4": ("video/mp4", ("video/mp4", "video/x-m4v", "video/quicktime")),
    "txt": ("text/plain", ()),
    "log": ("text/plain", ()),
    "csv": ("text/csv", ()),
    "xml": ("application/xml", ()),
    "json": ("application/json", ()),
}
# Endings a file dialog offers.
ACCEPT = ",".join(f".{ending}" for ending in _TYPES)


def ending_of(name: str) -> str:
    return PurePath(name).suffix.lower().removeprefix(".")


def content_type_of(name: str, head: bytes) -> str | None:
    """Return the type a file is served as, or None when it is not what its name says.

    `head` is the beginning of the file, 8 kB or so.
    """
    known = _TYPES.get(ending_of(name))
    if known is None:
        return None
    served_as, signatures = known
    if signatures:
        return served_as if filetype.guess_mime(head) in signatures else None
    # A program or a picture always holds a zero byte; text that begins with "MZ" or "BM" does not.
    return None if b"\x00" in head else served_as


def safe_name(name: str) -> str:
    """The name a person sees: no path, no control or direction characters, at most 200 long."""
    bare = PurePath(name.replace("\\", "/")).name
    kept = "".join(_visible(bare)).strip(" .")
    stem, dot, ending = kept.rpartition(".")
    return f"{stem[: 199 - len(ending)]}{dot}{ending}"[:200] or "file"


def _visible(name: str) -> Iterable[str]:
    return (char for char in name if char.isprintable())
