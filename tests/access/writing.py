"""What the writers' desk of the knowledge base names in its addresses."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from knowledgebase import services
from knowledgebase.choices import Audience, Verdict
from knowledgebase.models import Article, Vote
from knowledgebase.search.models import MissedSearch
from knowledgebase.services import Facts

Things = dict[tuple[str, str], dict[str, Any]]
ABSENT = 2_000_000_000
KEY = "kirjoittajien-ohje"


def things(people: dict[str, User], *, at: datetime) -> Things:
    """An article with two versions and a translation, and what readers missed."""
    writer, words = people["specialist"], {"title": "Ohje", "by": people["specialist"], "at": at}
    article = services.create_article(
        body="Vanha", language="fi", key=KEY, facts=Facts(audience=Audience.PUBLIC), **words
    )
    services.write_text(article, language="fi", body="Uusi", seen=1, **words)
    services.write_text(article, language="sv", body="Svenska", seen=0, **words)
    text = article.texts.get(language="fi")
    services.vote(text, verdict=Verdict.UNCLEAR, by=writer, at=at)
    MissedSearch.objects.create(language="fi", words="lomaraha", last_at=at)
    found: Things = {}
    for page in ("edit", "files", "review", "translation", "versions"):
        found[f"knowledgebase:{page}", "ours"] = {"key": KEY}
        found[f"knowledgebase:{page}", "absent"] = {"key": "ei-ole"}
    first = text.versions.get(number=1)
    found["knowledgebase:restoring", "ours"] = {"key": KEY, "pk": first.pk}
    found["knowledgebase:restoring", "absent"] = {"key": KEY, "pk": ABSENT}
    return found


def posts() -> dict[str, Callable[[], dict[str, Any]]]:
    words = {"language": "fi", "title": "Ohje", "body": "Uudempi", "audience": "public"}
    return {
        "knowledgebase:write": lambda: words,
        "knowledgebase:preview": lambda: words,
        "knowledgebase:edit": lambda: {
            **words,
            "number": 2,
            "version": Article.objects.get(key=KEY).version,
        },
        "knowledgebase:files": lambda: {"files": SimpleUploadedFile("loki.txt", b"rivi")},
        "knowledgebase:review": lambda: {"months": "6"},
        "knowledgebase:translation": lambda: {"language": "sv"},
        "knowledgebase:restoring": lambda: {"seen": 2},
        "knowledgebase:missed": lambda: {"missed": MissedSearch.objects.get().pk},
        "knowledgebase:remark": lambda: {"vote": Vote.objects.get().pk},
    }
