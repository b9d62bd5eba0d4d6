import structlog
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from accounts.requests import PortalRequest
from cases.models import Attachment

log = structlog.get_logger(__name__)


@require_safe
def download(request: PortalRequest, number: int, pk: int) -> FileResponse:
    """Hand a file over as a download, never as a page of ours."""
    attachment = get_object_or_404(
        Attachment.objects.visible_to(request.user), pk=pk, message__case__number=number
    )
    try:
        content = attachment.file.open("rb")
    except FileNotFoundError:
        log.exception("attachment_without_its_file", attachment=attachment.pk)
        raise Http404 from None
    response = FileResponse(
        content,
        as_attachment=True,
        filename=attachment.name,
        content_type=attachment.content_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
