"""What a cell of a file means: texts, amounts and days as ledgers and people write them."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import CharField, Choices, DecimalField, Model
from django.utils.translation import gettext as _
from django.utils.translation import override

Reader = Callable[[str], Any]

LANGUAGES = ("fi", "sv", "en")
# A spreadsheet that opens our own files some day must find no formula in them.
FORMULA_STARTS = ("=", "+", "@")

_MINUS = ("-", "\N{MINUS SIGN}", "\N{EN DASH}")
_PLAIN = re.compile(r"[0-9]+(?:[.,][0-9]{1,2})?")
# Thousands by one sign all along, the decimals by another.
_GROUPED = re.compile(
    r"[0-9]{1,3}(?P<by>[ .,'])[0-9]{3}(?:(?P=by)[0-9]{3})*(?:(?!(?P=by))[.,][0-9]{1,2})?"
)
_TWO_WAYS = re.compile(r"[0-9]{1,3}[.,][0-9]{3}")
# Spreadsheets write midnight behind a day.
_MIDNIGHT = r"(?:[ T]0?0[:.]00(?:[:.]00)?)?"
_FINNISH_DAY = re.compile(rf"([0-9]{{1,2}})\.([0-9]{{1,2}})\.([0-9]{{4}}){_MIDNIGHT}")
_ISO_DAY = re.compile(rf"([0-9]{{4}})-([0-9]{{2}})-([0-9]{{2}}){_MIDNIGHT}")
_YEARS = range(1970, 2101)
_PHONE = re.compile(r"\+?[0-9()/. -]{5,}")


class Unreadable(ValueError):
    """A cell that means nothing; the words say what to write."""


def tidy(cell: str) -> str:
    """Return a cell in one line, its letters composed; raise Unreadable for what is no text."""
    words = " ".join(unicodedata.normalize("NFC", cell).split())
    for letter in words:
        if not letter.isprintable():
            raise Unreadable(
                _("There is a character that cannot be shown: U+%(code)04X.")
                % {"code": ord(letter)}
            )
    return words


def text(model: type[Model], field: str) -> Reader:
    """Read what fits into a text field of ours."""
    most = _longest(model, field)

    def read(words: str) -> str:
        if words.startswith(FORMULA_STARTS):
            raise Unreadable(_("This begins like a formula (=, + or @). Write the text itself."))
        return _fitting(words, most)

    return read


def email(model: type[Model], field: str) -> Reader:
    plain = text(model, field)

    def read(words: str) -> str:
        address = plain(words).lower()
        try:
            validate_email(address)
        except ValidationError:
            raise Unreadable(
                _("“%(found)s” is no e-mail address.") % {"found": _short(words)}
            ) from None
        return str(address)

    return read


def phone(model: type[Model], field: str) -> Reader:
    """Read a phone number: it alone may begin with a plus."""
    most = _longest(model, field)

    def read(words: str) -> str:
        if not _PHONE.fullmatch(words):
            raise Unreadable(
                _("“%(found)s” is no phone number. Write it like +358 40 123 4567.")
                % {"found": _short(words)}
            )
        return _fitting(words, most)

    return read


def amount(model: type[Model], name: str) -> Reader:
    """Read euros and cents that fit into a field of ours."""
    field = model._meta.get_field(name)  # noqa: SLF001 — documented by Django
    assert isinstance(field, DecimalField)
    cent = Decimal(1).scaleb(-field.decimal_places)
    most = Decimal(10) ** (field.max_digits - field.decimal_places)

    def read(words: str) -> Decimal:
        euros = _number(words)
        if abs(euros) >= most:
            raise Unreadable(_("The amount is too large."))
        return euros.quantize(cent)

    return read


def _number(words: str) -> Decimal:
    digits = words.removesuffix("EUR").removesuffix("€").strip()
    is_negative = digits.startswith(_MINUS) or digits.endswith(_MINUS)
    if digits.startswith(_MINUS):
        digits = digits[1:].strip()
    elif is_negative:
        digits = digits[:-1].strip()
    if _TWO_WAYS.fullmatch(digits):
        raise Unreadable(
            _("“%(found)s” can be read in two ways. Write two decimals: 1234,50.")
            % {"found": _short(words)}
        )
    grouped = _GROUPED.fullmatch(digits)
    if grouped is not None:
        digits = digits.replace(grouped["by"], "")
    if not _PLAIN.fullmatch(digits):
        raise Unreadable(
            _("“%(found)s” is no amount. Write it like 1234,50.") % {"found": _short(words)}
        )
    euros = Decimal(digits.replace(",", "."))
    return -euros if is_negative else euros


def day(words: str) -> date:
    """Read 3.5.2026, 03.05.2026 or 2026-05-03."""
    finnish, iso = _FINNISH_DAY.fullmatch(words), _ISO_DAY.fullmatch(words)
    if finnish is not None:
        date_, month, year = map(int, finnish.groups())
    elif iso is not None:
        year, month, date_ = map(int, iso.groups())
    else:
        raise Unreadable(
            _("“%(found)s” is no date. Write it like 3.5.2026.") % {"found": _short(words)}
        )
    try:
        found = date(year, month, date_)
    except ValueError:
        raise Unreadable(_("There is no day %(found)s.") % {"found": words}) from None
    if year not in _YEARS:
        raise Unreadable(_("The year %(year)d can hardly be right.") % {"year": year})
    return found


def choice(choices: type[Choices], also: Mapping[str, Any] | None = None) -> Reader:
    """Read one of our own lists, by its key or its name in any of the three languages."""
    others = dict(also or {})

    @cache
    def known() -> dict[str, Any]:
        names = {str(each.value).casefold(): each for each in choices}
        for language in LANGUAGES:
            with override(language):
                names |= {str(each.label).casefold(): each for each in choices}
        return names | others

    def read(words: str) -> Any:
        found = known().get(words.casefold())
        if found is None:
            raise Unreadable(
                _("“%(found)s” is unknown. Write one of: %(known)s.")
                % {
                    "found": _short(words),
                    "known": ", ".join(str(each.label) for each in choices),
                }
            )
        return found

    return read


def business_id(model: type[Model], field: str) -> Reader:
    plain = text(model, field)

    def read(words: str) -> str:
        """Take the dashes that word processors put in for the plain one."""
        return str(plain(re.sub(r"[\u2010-\u2015\u2212]", "-", words)))

    return read


def _longest(model: type[Model], field: str) -> int:
    column = model._meta.get_field(field)  # noqa: SLF001 — documented by Django
    assert isinstance(column, CharField)
    assert column.max_length is not None
    return column.max_length


def _fitting(words: str, most: int) -> str:
    if len(words) > most:
        raise Unreadable(
            _("This is too long: %(count)d characters, at most %(most)d.")
            % {"count": len(words), "most": most}
        )
    return words


def _short(words: str) -> str:
    return words if len(words) <= 40 else f"{words[:40]}…"
