"""Where upper apps meet the registries of lower ones: one line each, and nowhere else."""

from accounts import moment
from accounts import notice_words as account_words
from accounts.information.models import ContactDetails
from accounts.notices import kinds
from accounts.notices.kinds import Signature
from cases import notice_words
from cases.selectors.clock_names import clock_names
from sla import audit_words, naming, opening


def connect() -> None:
    """Fill the registries; called once when Django has loaded every app."""
    kinds.set_signature(_signature)
    naming.set_namer(clock_names)
    for kind in (*account_words.KINDS, *notice_words.KINDS, audit_words.KIND):
        kinds.register(kind)


def _signature(language: str) -> Signature:
    contact = ContactDetails.load()
    return Signature(
        hours_line=opening.usual_week(moment.now()),
        phone=contact.phone,
        email=contact.support_email,
    )
