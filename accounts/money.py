"""Money as people read it: euros in the reader's own notation."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import get_language

NO_BREAK = "\N{NO-BREAK SPACE}"


def euros(amount: Decimal) -> str:
    """Say an amount in euros: "1 234,50 €", in English "€1,234.50"."""
    if get_language() == "en":
        return f"€{amount:,.2f}"
    number = number_format(amount, decimal_pos=2, use_l10n=True, force_grouping=True)
    return f"{number}{NO_BREAK}€"
