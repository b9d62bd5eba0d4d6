"""What an article is named by in addresses, in links and in the names of files."""

import re

from django.utils.text import slugify

LONGEST = 100
# Addresses beside those of articles.
RESERVED = frozenset({"search", "files", "desk"})
_KEY = re.compile(r"[-a-zA-Z0-9_]+", re.ASCII)


def as_key(words: str) -> str:
    """Return the key that some words stand for: themselves if they can be one; "" for none."""
    kept = words if _KEY.fullmatch(words) else slugify(words)
    return f"{kept}-1" if kept.lower() in RESERVED else kept[:LONGEST]
