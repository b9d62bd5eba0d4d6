"""What in a text would tell whose it was. Pure: text in, findings out (B9)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Trace(StrEnum):
    """What leads back to somebody."""

    PERSON = "person"
    COMPANY = "company"
    MAIL = "mail"
    PHONE = "phone"
    IBAN = "iban"
    BUSINESS_ID = "business_id"
    IDENTITY_CODE = "identity_code"


@dataclass(frozen=True)
class Finding:
    trace: Trace
    words: str


# In this order: what one pattern has taken is no other's.
_PATTERNS = (
    # Bounded, as addresses are: a long word without a mark is gone through once.
    (
        Trace.MAIL,
        re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"),
    ),
    (
        Trace.IBAN,
        re.compile(r"\b[A-Z]{2}\d{2}(?:[ \u00a0]?[A-Z0-9]{4}){2,7}(?:[ \u00a0]?[A-Z0-9]{1,3})?\b"),
    ),
    (Trace.IDENTITY_CODE, re.compile(r"\b[0-3]\d[01]\d{3}[-+A-FU-Y]\d{3}[0-9A-Y]\b")),
    (Trace.BUSINESS_ID, re.compile(r"\b(?:FI)?\d{7}-?\d\b")),
    (
        Trace.PHONE,
        re.compile(r"(?<![\w.,-])(?:\+\d{2,3}|0)[ \u00a0-]?\d(?:[ \u00a0-]?\d){5,10}(?![\w-])"),
    ),
)
# Companies are written without it as often as with it.
_FORMS = re.compile(r"\s+(?:oy|ab|oyj|abp|ky|kb|ry|rf|oy ab)\.?$", re.IGNORECASE)
# "Oy" alone, or initials, would mark half of a text.
_SHORTEST = 3


def findings(text: str, *, people: Iterable[str], companies: Iterable[str]) -> list[Finding]:
    """Everything in the text that leads back to somebody, each once, in the order it stands.

    Names count in their inflected forms, too: "Korhosen" is Korhonen, "Kivimäen" Kivimäki.
    """
    found: dict[tuple[Trace, str], int] = {}
    rest = text
    for trace, pattern in _PATTERNS:
        for match in pattern.finditer(rest):
            found.setdefault((trace, match[0].strip()), match.start())
        rest = pattern.sub(lambda match: "\0" * len(match[0]), rest)
    named = [(Trace.COMPANY, _FORMS.sub("", name)) for name in companies]
    named += [(Trace.PERSON, part) for name in people for part in name.split()]
    for trace, name in named:
        for match in _of_name(name).finditer(rest) if len(name) >= _SHORTEST else ():
            found.setdefault((trace, match[0]), match.start())
    order = sorted(found, key=lambda key: found[key])
    return [Finding(trace, words) for trace, words in order]


def _of_name(name: str) -> re.Pattern[str]:
    """A name as it stands, and in the cases that Finnish gives it."""
    stems = {name, *_stems(name)}
    choices = "|".join(re.escape(stem) for stem in sorted(stems, key=len, reverse=True))
    return re.compile(rf"\b(?:{choices})\w{{0,6}}", re.IGNORECASE)


def _stems(name: str) -> Iterable[str]:
    """What the commonest inflections leave of a name: Korhonen, Korhosen; Mäki, Mäen."""
    if name.endswith("nen"):
        yield name[:-3] + "se"
    if name.endswith(("ki", "ti", "pi")) and len(name) > 4:
        yield name[:-2] + "e"
    if name.endswith("i") and len(name) > 4:
        yield name[:-1] + "e"
