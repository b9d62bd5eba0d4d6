"""Writers, readers and an article of each audience."""

from pathlib import Path

import pytest

from accounts.choices import Role
from accounts.models import User
from accounts.notices.services import waking
from knowledgebase import services
from knowledgebase.choices import Audience
from knowledgebase.models import Article
from knowledgebase.services import Facts
from tests import factories


@pytest.fixture(autouse=True)
def _no_worker_is_woken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waking, "_rest", {"until": float("inf")})


@pytest.fixture(autouse=True)
def media(settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = str(tmp_path)
    return tmp_path


@pytest.fixture
def administrator(db: None) -> User:
    return factories.staff(Role.ADMINISTRATOR, email="aino@softone.example")


@pytest.fixture
def make(mikko: User, monday):
    """Write an article as Mikko on Monday: `make("Palkka-ajo", audience=…)`."""

    def written(
        title: str = "Palkka-ajo keskeytyy",
        body: str = "## Syy\n\nKausi on kiinni.",
        *,
        language: str = "fi",
        is_published: bool = False,
        audience: Audience = Audience.PUBLIC,
        **facts,
    ) -> Article:
        given = Facts(audience=audience, **{"owner": mikko, **facts})
        article = services.create_article(
            title=title, body=body, language=language, facts=given, by=mikko, at=monday
        )
        if is_published:
            services.publish(article, since=monday, until=None, at=monday)
            article.refresh_from_db()
        return article

    return written


@pytest.fixture
def form():
    """What the editor sends for an article as it stands; `changed` replaces some of it."""

    def fields(article: Article, language: str = "fi", **changed) -> dict:
        article.refresh_from_db()
        text = article.texts.filter(language=language).first()
        return {
            "language": language,
            "version": article.version,
            "number": text.number if text else 0,
            "title": text.title if text else "Titel",
            "body": text.body if text else "Text",
            "audience": article.audience,
            "module": article.module_id or "",
            "owner": article.owner_id or "",
            "then": "save",
            **changed,
        }

    return fields
