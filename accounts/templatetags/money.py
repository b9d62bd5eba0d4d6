"""Money in templates."""

from decimal import Decimal

from django import template

from accounts import money

register = template.Library()


@register.filter
def euros(amount: Decimal) -> str:
    """`{{ quotation.price|euros }}` is "1 234,50 €"."""
    return money.euros(amount)
