from uuid import UUID

import structlog
from django.http import FileResponse, Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from accounts import moment
from accounts.requests import PortalRequest
from knowledgebase.models import ArticleFile

log = structlog.get_logger(__name__)
# The browser keeps it, and asks each time: readers may have lost the article since.
_KEPT = "private, no-cache"


@require_safe
def show(request: PortalRequest, key: UUID) -> HttpResponseBase:
    """Hand over a file of an article: a picture to be seen, anything else as a download."""
    files = ArticleFile.objects.visible_to(request.user, at=moment.of(request))
    file = get_object_or_404(files, key=key)
    etag = f'"{file.sha256}"'
    response = get_conditional_response(request, etag=etag) or _content(file)
    response["ETag"], response["Cache-Control"] = etag, _KEPT
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _content(file: ArticleFile) -> FileResponse:
    try:
        content = file.file.open("rb")
    except FileNotFoundError:
        log.exception("article_file_without_its_content", file=file.pk)
        raise Http404 from None
    return FileResponse(
        content,
        as_attachment=not file.is_picture,
        filename=file.name,
        content_type=file.content_type,
    )
