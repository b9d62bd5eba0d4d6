"""The table of rights as the documentation prints it."""

from django.utils import translation

from accounts.rights import TABLE, Who

_INTRODUCTION = """\
# Who may do what

Made by `./run manage roles` from the table in `accounts/rights.py`, which the portal itself asks.
Whose things somebody sees is another question: a SuperUser sees the own company's only, and what
one may not see does not exist.

"""


def as_markdown() -> str:
    """Return the page of roles: a row for each right, a column for each role and duty."""
    with translation.override("en"):
        head = ["", *(str(who.label) for who in Who)]
        rows = [
            [str(right.label), *("yes" if who in allowed else "" for who in Who)]
            for right, allowed in TABLE.items()
        ]
    lines = [head, ["---"] * len(head), *rows]
    return _INTRODUCTION + "".join(f"| {' | '.join(line)} |\n" for line in lines)
