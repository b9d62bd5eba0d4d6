"""What notices of the knowledge base say."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.notices.kinds import Context, Kind, Loaded, Words
from knowledgebase.models import Article
from knowledgebase.policies import may_see_desk
from knowledgebase.selectors.titles import title_of
from knowledgebase.services.reviewing import REVIEW


def _load_articles(user: User | None, contexts: Sequence[Context]) -> Loaded:
    found = Article.objects.prefetch_related("texts")
    return found.in_bulk([context["article"] for context in contexts])


def _may_still_see(user: User, context: Context, loaded: Loaded) -> bool:
    return may_see_desk(user) and context["article"] in loaded


def _is_due(user: User, context: Context, loaded: Loaded) -> Words:
    article = loaded[context["article"]]
    return Words(
        subject=_("Read again: %(title)s") % {"title": title_of(article, get_language() or "")},
        sentences=(
            _("Customers trust that this article still holds. Its date to be read again is here."),
            _("If it still holds, one button says so and sets the next date."),
        ),
        action_label=_("Read the article again"),
        path=reverse("knowledgebase:edit", args=[article.key]) + "#review",
        icon="book-open",
    )


KINDS = (Kind(name=REVIEW, load=_load_articles, may_still_see=_may_still_see, words=_is_due),)
