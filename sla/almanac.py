"""The public holidays of a year, from a package, for entering the years to come.

Read once by an administrator's command and written into rows: no deadline ever asks it.
"""

from datetime import date

import holidays


def public_days(year: int) -> dict[date, str]:
    """Return Finland's public holidays, and the two eves that are free, with their names.

    The language is fixed: without it the names would follow the locale of the process.
    """
    return dict(holidays.country_holidays("FI", years=year, language="fi"))
