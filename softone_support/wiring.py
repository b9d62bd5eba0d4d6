"""Where upper apps meet the registries of lower ones: one line each, and nowhere else."""

from accounts.information.models import ContactDetails
from accounts.notices import kinds
from accounts.notices.kinds import Signature
from cases import notice_words
from sla import opening


def connect() -> None:
    """Fill the registries; called once when Django has loaded every app."""
    kinds.set_signature(_signature)
    for kind in notice_words.KINDS:
        kinds.register(kind)


def _signature(language: str) -> Signature:
    contact = ContactDetails.load()
    return Signature(
        hours_line=opening.usual_week(), phone=contact.phone, email=contact.support_email
    )
