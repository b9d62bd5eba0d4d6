"""Half-written cases, kept as one types (B3.3)."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, Sum

from accounts.filetypes import MAX_FILES
from accounts.models import Customer, SuperUser, User
from cases import notifications
from cases.models import Attachment, Draft, DraftFile, Message
from cases.services.following import NotAColleague
from cases.services.writing import described

# Half-written cases one person may keep; the oldest gives way.
MOST_DRAFTS = 50
# Bytes that the files of one person's drafts may take together.
MOST_KEPT_BYTES = 1024 * 1024 * 1024


class TooManyFiles(Exception):
    """The draft holds as many files as one message takes."""


class DraftsAreFull(Exception):
    """The files of this person's drafts take as much room as they may."""


@transaction.atomic
def keep_draft(
    key: UUID, *, customer: Customer, fields: Mapping[str, str | list[str]], by: User, at: datetime
) -> Draft:
    """Keep what was typed so far under the key of its form; the last word counts.

    A key that is somebody else's draft changes nothing there: raises Draft.DoesNotExist.
    """
    draft, is_new = Draft.objects.select_for_update().get_or_create(
        key=key,
        defaults={"author": by, "customer": customer, "fields": dict(fields), "saved_at": at},
    )
    if draft.author_id != by.pk or draft.customer_id != customer.pk:
        raise Draft.DoesNotExist
    if is_new:
        _let_the_oldest_go(by)
    else:
        draft.fields, draft.saved_at = dict(fields), at
        draft.save(update_fields=["fields", "saved_at"])
    return draft


@transaction.atomic
def hand_draft(draft: Draft, *, to: User, by: User, at: datetime) -> None:
    """Give a half-written case with its files to a colleague, who is told (B2.4).

    Whoever wrote it follows the case that comes of it. Raises NotAColleague, and
    Draft.DoesNotExist when it was sent or given away meanwhile.
    """
    # The customer first, as a handover does: nobody leaves while a draft is on its way.
    Customer.objects.select_for_update(no_key=True).get(pk=draft.customer_id)
    draft = Draft.objects.select_for_update(of=("self",)).get(pk=draft.pk, author=by)
    if to.pk == by.pk or not User.objects.speaking_for(draft.customer).filter(pk=to.pk).exists():
        raise NotAColleague
    followers = {*draft.fields.get("followers", []), str(by.pk)} - {str(to.pk)}
    draft.fields["followers"] = sorted(followers)
    draft.author, draft.saved_at = to, at
    draft.save(update_fields=["author", "fields", "saved_at"])
    _let_the_oldest_go(to)
    notifications.draft_handed(draft, to=to, by=by, at=at)


@transaction.atomic
def add_draft_file(draft: Draft, file: UploadedFile) -> DraftFile:
    """Keep a file with its draft.

    Raises TooManyFiles, DraftsAreFull, and Draft.DoesNotExist when the draft was sent or
    discarded meanwhile.
    """
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    if draft.files.count() >= MAX_FILES:
        raise TooManyFiles
    kept = DraftFile.objects.filter(draft__author=draft.author_id).aggregate(sum=Sum("size"))
    if (kept["sum"] or 0) + (file.size or 0) > MOST_KEPT_BYTES:
        raise DraftsAreFull
    return DraftFile.objects.create(draft=draft, file=file, **described(file))


@transaction.atomic
def remove_draft_file(file: DraftFile) -> None:
    """Take a file back out of its draft; its content goes when that is certain.

    A file that was sent meanwhile belongs to its case: nothing happens.
    """
    Draft.objects.select_for_update().filter(pk=file.draft_id).first()
    gone, _rows = DraftFile.objects.filter(pk=file.pk).delete()
    if gone:
        stored = file.file
        transaction.on_commit(lambda: stored.delete(save=False))


@transaction.atomic
def discard_draft(draft: Draft) -> None:
    """Throw a half-written case away, with its files; one that was sent meanwhile stays sent."""
    held = Draft.objects.select_for_update().filter(pk=draft.pk).first()
    if held is None:
        return
    for file in held.files.all():
        remove_draft_file(file)
    held.delete()


@transaction.atomic
def discard_forgotten(*, before: datetime, limit: int) -> int:
    """Throw away drafts nobody has touched since `before`; return how many.

    And those of people who speak for the customer no longer.
    """
    speaks = SuperUser.objects.filter(
        user=OuterRef("author"), customer=OuterRef("customer"), ended_on__isnull=True
    )
    forgotten = Draft.objects.filter(Q(saved_at__lt=before) | ~Exists(speaks))
    drafts = list(forgotten.order_by("saved_at")[:limit])
    for draft in drafts:
        discard_draft(draft)
    return len(drafts)


def send_files(draft: Draft | None, message: Message) -> None:
    """Let a draft's files become attachments of the message; the draft is used up."""
    if draft is None:
        return
    Attachment.objects.bulk_create(
        Attachment(
            message=message,
            name=file.name,
            content_type=file.content_type,
            size=file.size,
            sha256=file.sha256,
            file=file.file.name,
        )
        for file in draft.files.all()
    )
    draft.delete()


def _let_the_oldest_go(author: User) -> None:
    for draft in Draft.objects.filter(author=author).order_by("-saved_at")[MOST_DRAFTS:]:
        discard_draft(draft)
