"""What may answer a question before it is asked (B3.4): looked for while the subject is typed."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString

from accounts.models import User
from knowledgebase.search.choices import Kind
from knowledgebase.search.selectors.results import SHORTEST, Hit, search

MOST_ANSWERS = 3
MOST_CASES = 2


@dataclass(frozen=True)
class Question:
    """What is known of a case while it is being written."""

    user: User
    subject: str
    module: str
    language: str
    at: datetime


@dataclass(frozen=True)
class Match:
    """Something that may help at once; `article` is its id when it is one."""

    icon: str
    what: str
    title: SafeString
    url: str
    text: SafeString | str
    article: str = ""


def matches(question: Question) -> list[Match]:
    """The few answers and earlier cases that come nearest; none before there is enough to go by.

    First what the knowledge base says, then the company's own cases.
    """
    words = question.subject.strip()
    if len(words) < SHORTEST:
        return []
    found: list[Match] = []
    for kinds, most in (([Kind.ARTICLE], MOST_ANSWERS), ([Kind.CASE], MOST_CASES)):
        results = search(
            words,
            question.user,
            question.language,
            at=question.at,
            kinds=kinds,
            module=_module(question.module),
            limit=most,
            is_being_typed=True,
        )
        found += [_match(hit) for hit in results.hits]
    return found


def _match(hit: Hit) -> Match:
    return Match(
        icon=hit.icon,
        what=hit.what,
        title=hit.title,
        url=hit.section_url or hit.url,
        text=hit.text or hit.note,
        article=hit.key if hit.kind == Kind.ARTICLE else "",
    )


def _module(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 10 else None
