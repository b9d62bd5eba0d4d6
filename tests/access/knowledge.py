"""Articles for everybody, for each company, for nobody yet; each with a picture."""

from datetime import datetime
from typing import Any
from uuid import UUID

from accounts.models import Customer, User
from knowledgebase.choices import Audience
from knowledgebase.models import Article
from tests.knowledgebase import writing

PAGES = ("article", "reading", "vote")
NO_FILE = UUID(int=0)
ABSENT = 2_000_000_000


def things(
    people: dict[str, User], companies: dict[str, Customer], *, at: datetime
) -> dict[tuple[str, str], dict[str, Any]]:
    """What the addresses of articles can name."""
    named = {
        whose: writing.article(
            f"nimetty-{whose}",
            title=f"Ohje: {company.name}",
            audience=Audience.NAMED,
            customers=[company],
            at=at,
        )
        for whose, company in companies.items()
    }
    articles = {
        **named,
        "public": writing.article("julkinen", title="Kaikille", at=at),
        "draft": writing.article("luonnos", title="Kesken", published=False, at=at),
        "internal": writing.article("sisainen", title="Sisäinen", audience=Audience.STAFF, at=at),
    }
    found = {}
    for whose, article in articles.items():
        found |= {(f"knowledgebase:{page}", whose): {"key": article.key} for page in PAGES}
        found["knowledgebase:file", whose] = {"key": _picture_of(article, at)}
        found["cases:solved", whose] = {"pk": article.pk}
    found |= {(f"knowledgebase:{page}", "absent"): {"key": "ei-ole"} for page in PAGES}
    found["cases:solved", "absent"] = {"pk": ABSENT}
    return {**found, ("knowledgebase:file", "absent"): {"key": NO_FILE}}


def posts() -> dict[str, Any]:
    """What a browser would send from each form."""
    return {
        "cases:solved": dict,
        "knowledgebase:search_missed": lambda: {"q": "lomaraha"},
        "knowledgebase:reading": lambda: {"language": "fi"},
        "knowledgebase:vote": lambda: {"language": "fi", "verdict": "unclear", "comment": "Ei."},
    }


def _picture_of(article: Article, at: datetime) -> UUID:
    return writing.picture_of(article, at=at).key
