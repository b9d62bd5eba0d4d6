"""What may answer a question before it is asked (B3.4): looked for while the subject is typed."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.db.models import Case as When
from django.db.models import FloatField, Value
from django.db.models import When as If
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.timewords import date_words, local
from cases.models import Case
from cases.selectors.standing import state_for_customer

MOST_MATCHES = 5
SHORTEST = 3
_MOST_WORDS = 12
# As much as half a word: a case of the same module comes before one that is as near.
_SAME_MODULE = 0.03


@dataclass(frozen=True)
class Question:
    """What is known of a case while it is being written."""

    user: User
    subject: str
    module: str
    at: datetime


@dataclass(frozen=True)
class Match:
    """Something that may help at once."""

    icon: str
    title: str
    url: str
    text: str


def own_cases(question: Question) -> list[Match]:
    """The company's own cases with these words in their subject, in any inflected form."""
    words = re.findall(r"\w+", question.subject)[:_MOST_WORDS]
    if not words:
        return []
    sought = SearchQuery(" or ".join(words), config="finnish", search_type="websearch")
    if len(words[-1]) >= SHORTEST:
        sought |= SearchQuery(f"'{words[-1]}':*", config="simple", search_type="raw")
    vector = SearchVector("subject", config="finnish") + SearchVector("subject", config="simple")
    found = (
        Case.objects.worked_on_by(question.user)
        .annotate(vector=vector)
        .filter(vector=sought)
        .annotate(near=SearchRank("vector", sought) + _nearer(question.module))
        .order_by("-near", "-pk")
        .select_related("contact")
    )
    return [_own_case(case, at=question.at) for case in found[:MOST_MATCHES]]


# Whoever knows of more answers adds a provider; the first fill the list.
MATCHERS: list[Callable[[Question], list[Match]]] = [own_cases]


def matches(question: Question) -> list[Match]:
    """The few answers that come nearest; none before there are enough letters to go by."""
    if len(question.subject.strip()) < SHORTEST:
        return []
    found: list[Match] = []
    for matcher in MATCHERS:
        found += matcher(question)
    return found[:MOST_MATCHES]


def _nearer(module: str) -> When | Value:
    if not module.isdecimal() or len(module) > 9:
        return Value(0.0)
    same = If(module=int(module), then=Value(_SAME_MODULE))
    return When(same, default=Value(0.0), output_field=FloatField())


def _own_case(case: Case, *, at: datetime) -> Match:
    today = local(at).date()
    who = _("Your own case, %(name)s %(day)s.") % {
        "name": case.contact.full_name,
        "day": date_words(local(case.received_at).date(), today=today),
    }
    return Match(
        icon="history",
        title=f"{case.reference} {case.subject}",
        url=case.get_absolute_url(),
        text=f"{who} {_state(case, at=at)}",
    )


def _state(case: Case, *, at: datetime) -> str:
    if case.handled_at is None:
        return f"{state_for_customer(case).word}."
    day = date_words(local(case.handled_at).date(), today=local(at).date())
    return _("Handled %(when)s.") % {"when": day}
