"""An answer that one customer got becomes one for all (B9)."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from cases.models import ArticleSource, Case
from knowledgebase import services as knowledgebase
from knowledgebase.models import Article
from knowledgebase.services import Facts


class NotHandledYet(Exception):
    """The case is open, or open again: its answer may still change."""


@transaction.atomic
def draft_article(case: Case, *, title: str, body: str, by: User, at: datetime) -> Article:
    """Begin an article, for staff only, that remembers its case. Raises NotHandledYet."""
    case = Case.objects.select_for_update().select_related("contact", "module").get(pk=case.pk)
    if not case.is_handled:
        raise NotHandledYet
    article = knowledgebase.create_article(
        title=title,
        body=body,
        language=case.contact.language,
        facts=Facts(module=case.module, owner=by),
        by=by,
        at=at,
    )
    ArticleSource.objects.create(case=case, article=article)
    return article
