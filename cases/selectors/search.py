"""Finding a case by what somebody remembers of it: its number, or words of it (B3.4)."""

import re

from django.contrib.postgres.search import SearchQuery
from django.db.models import Exists, OuterRef, Q

from accounts.models import User
from cases.models import Message

LONGEST = 100
MOST_WORDS = 6
# As people write it: SO-104217, so 104217, #104217, 104217.
_NUMBER = re.compile(r"#?\s*(so)?[\s\-–]*([0-9]{1,12})", re.IGNORECASE)


def cleaned(text: str) -> str:
    """What was typed without what no case can hold, and no longer than anybody means."""
    return " ".join(text.replace("\0", " ").split())[:LONGEST].strip()


def matching(text: str, user: User) -> Q:
    """The condition that a case has this number, or holds every word (`text` is cleaned).

    A word stands in the subject, in any of its Finnish forms or as a part of a longer word, or
    in a message the person may read: an internal note never betrays itself to a customer.
    """
    found = Q()
    for word in text.split()[:MOST_WORDS]:
        found &= _holding(word, user)
    if number := _NUMBER.fullmatch(text):
        named = Q(number=int(number[2]))
        # Bare digits may as well be words, such as an invoice's.
        return named if number[1] else named | found
    return found


def _holding(word: str, user: User) -> Q:
    messages = Message.objects.visible_to(user).filter(case=OuterRef("pk"), body__icontains=word)
    forms = SearchQuery(word, config="finnish")
    return Q(subject__search=forms) | Q(subject__icontains=word) | Q(Exists(messages))
