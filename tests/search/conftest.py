from collections.abc import Callable

import pytest

from accounts.models import Module
from knowledgebase import services
from knowledgebase.choices import Audience
from knowledgebase.models import Article
from knowledgebase.search.selectors import vocabulary
from knowledgebase.search.services import take_changes


@pytest.fixture(autouse=True)
def _own_words():
    yield
    vocabulary.look_again()


@pytest.fixture
def write(db, monday) -> Callable[..., Article]:
    """Write an article and let search learn of it."""

    def written(
        title: str,
        body: str = "",
        *,
        language: str = "fi",
        audience: Audience = Audience.PUBLIC,
        customers=(),
        module: Module | None = None,
        is_published: bool = True,
        until=None,
    ) -> Article:
        facts = services.Facts(audience=audience, customers=customers, module=module)
        article = services.create_article(
            title=title, body=body, language=language, facts=facts, by=None, at=monday
        )
        if is_published:
            article = services.publish(article, since=monday, until=until, at=monday)
        take_changes()
        return article

    return written
