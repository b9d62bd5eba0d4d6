"""The public holidays of a year, from a package, for entering the years to come.

Read once when an administrator asks and written into rows: no deadline ever asks it.
"""

from dataclasses import dataclass
from datetime import date

import holidays

# Further ahead the law may change, and nobody promises so far.
YEARS_AHEAD = 10


@dataclass(frozen=True, slots=True)
class Country:
    """How the package knows a calendar's country.

    The language is fixed: without it the names would follow the locale of the process.
    """

    code: str
    language: str
    categories: tuple[str, ...]


COUNTRIES = {
    # Public holidays, and the two eves that are free.
    "fi": Country("FI", "fi", ("public",)),
    # Its three free eves are no law, but everybody's practice.
    "se": Country("SE", "sv", ("public", "de_facto")),
}


def knows(country: str) -> bool:
    """Whether there are holidays to be had for the calendar with this key."""
    return country in COUNTRIES


def public_days(year: int, *, country: str) -> dict[date, str]:
    """Return the holidays and free eves of a year with their names.

    `country` is the key of a calendar. Of two holidays on one day the first gives its name.
    """
    known = COUNTRIES[country]
    days = holidays.country_holidays(
        known.code, years=year, language=known.language, categories=known.categories
    )
    return {on: name.partition("; ")[0] for on, name in days.items()}
