"""The page behind "History" of a register that remembers its edits: who changed what."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from accounts import moment
from accounts.history import Source, edits_page


class RemembersEdits(admin.ModelAdmin):
    """Shows the edits that the database keeps, instead of Django's own log of forms."""

    def sources_of(self, row: Any) -> Sequence[Source]:
        """Return what the history of a row tells: its own edits, unless a register says more."""
        return [Source(self.model, Q(pgh_obj_id=row.pk))]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        page = edits_page(self.sources_of(row), before=_moment(request), now=moment.of(request))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Who changed what"),
            "subtitle": str(row),
            "opts": self.opts,
            "object": row,
            "page": page,
            "is_first": "before" not in request.GET,
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/edits.html", context)


def _moment(request: HttpRequest) -> datetime | None:
    """Where the page begins; an address that was cut or written by hand gives the first page."""
    try:
        before = datetime.fromisoformat(request.GET.get("before", ""))
    except ValueError:
        return None
    return before if before.tzinfo else None
