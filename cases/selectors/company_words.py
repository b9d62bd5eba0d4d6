"""How many cases there are and whose turn it is, in sentences."""

from django.utils.text import capfirst
from django.utils.translation import ngettext, pgettext

# Counts beyond this are said as "99+".
MOST_COUNTED = 99


def counted(number: int) -> str:
    """A number in a sentence: small ones in words, one that was counted no further as "99+"."""
    words = {
        2: pgettext("number", "two"),
        3: pgettext("number", "three"),
        4: pgettext("number", "four"),
        5: pgettext("number", "five"),
        6: pgettext("number", "six"),
        7: pgettext("number", "seven"),
        8: pgettext("number", "eight"),
        9: pgettext("number", "nine"),
        10: pgettext("number", "ten"),
    }
    return words.get(number, str(number) if number <= MOST_COUNTED else f"{MOST_COUNTED}+")


def late_words(late: int) -> str:
    if not late:
        return ""
    words = ngettext("We are late with one case.", "We are late with %(count)s cases.", late)
    return words % {"count": counted(late)}


def yours_words(yours: int) -> str:
    if not yours:
        return ""
    words = ngettext("One matter waits for you.", "%(count)s matters wait for you.", yours)
    return words % {"count": capfirst(counted(yours))}


def ours_words(ours: int) -> str:
    if not ours:
        return ""
    words = ngettext("One is under way with us.", "%(count)s are under way with us.", ours)
    return words % {"count": capfirst(counted(ours))}
