"""Cases whose subject no article answered: for the writers' work list (B9)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from accounts.choices import CaseType
from accounts.models import User
from cases.models import Case
from knowledgebase.search.choices import Kind
from knowledgebase.search.models import UNANSWERED_BELOW, Document
from knowledgebase.selectors.worklist import Unanswered

LATELY = timedelta(days=30)
MOST = 30
# An order or a wish is not answered by an article.
_ASKING = [CaseType.SUPPORT_REQUEST, CaseType.PROGRAMMING_ERROR]


def unanswered(user: User, at: datetime) -> Sequence[Unanswered]:
    """The latest of those that a member of staff may see."""
    lately = Document.objects.filter(
        kind=Kind.CASE,
        answered__lt=UNANSWERED_BELOW,
        changed_at__gte=at - LATELY,
        shelf__in=_ASKING,
    )
    languages = dict(lately.order_by("-changed_at").values_list("key", "language")[:MOST])
    cases = Case.objects.visible_to(user).filter(pk__in=list(languages)).order_by("-received_at")
    return [
        Unanswered(case.subject, case.get_absolute_url(), languages[str(case.pk)], case.received_at)
        for case in cases
    ]
