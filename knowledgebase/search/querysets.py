"""Named questions about documents. `visible_to` comes before every other filter."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db.models import Q, QuerySet

from knowledgebase.search.choices import Reach

if TYPE_CHECKING:
    from accounts.models import User
    from knowledgebase.search.models import Document  # noqa: F401


class DocumentQuerySet(QuerySet["Document"]):
    def visible_to(self, user: "User", *, at: datetime) -> Self:
        """What a person may find: staff everything, a SuperUser what is theirs to read (B1.1).

        A company's own documents name it as `customer`, others name their readers or are public.
        """
        if user.is_desk:
            return self
        mine = [company.pk for company in user.companies]
        if not mine:
            return self.none()
        readable = Q(reach=Reach.PUBLIC) | Q(reach=Reach.NAMED, named__overlap=mine)
        own = Q(customer__isnull=True) | Q(customer__in=mine)
        return self.filter(readable & own).shown(at)

    def shown(self, at: datetime) -> Self:
        """Those that have been published, and not taken down."""
        return self.filter(visible_from__lte=at).exclude(visible_until__lte=at)
