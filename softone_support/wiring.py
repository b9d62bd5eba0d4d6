"""Where upper apps meet the registries of lower ones: one line each, and nowhere else."""

from django.utils.translation import gettext_lazy as _

from accounts import moment, movers
from accounts import notice_words as people_words
from accounts.information.models import ContactDetails
from accounts.movers import Mover
from accounts.notices import kinds
from accounts.notices.kinds import Signature
from cases import finding as cases
from cases import notice_words
from cases.selectors import succession
from cases.selectors.clock_names import clock_names
from cases.selectors.unanswered import unanswered
from cases.services.succession import move_drafts, move_followings, move_open_cases
from knowledgebase import finding as articles
from knowledgebase import notice_words as article_words
from knowledgebase.search import sources
from knowledgebase.selectors import worklist
from sla import audit_words, naming, opening


def connect() -> None:
    """Fill the registries; called once when Django has loaded every app."""
    kinds.set_signature(_signature)
    naming.set_namer(clock_names)
    movers.register(
        Mover(
            name="cases.open",
            words=_("Open cases"),
            count=succession.open_cases,
            move=move_open_cases,
            reading=succession.cases_to_read,
        )
    )
    movers.register(
        Mover(
            name="cases.drafts",
            words=_("Drafts"),
            count=succession.drafts,
            move=move_drafts,
        )
    )
    movers.register(
        Mover(
            name="cases.followed",
            words=_("Cases followed"),
            count=succession.followings,
            move=move_followings,
        )
    )
    sources.register(articles.ARTICLES)
    sources.register(cases.CASES)
    if unanswered not in worklist.UNANSWERED:
        worklist.UNANSWERED.append(unanswered)
    for kind in (*people_words.KINDS, *notice_words.KINDS, *article_words.KINDS, audit_words.KIND):
        kinds.register(kind)


def _signature(language: str) -> Signature:
    contact = ContactDetails.load()
    return Signature(
        hours_line=opening.usual_week(moment.now()),
        phone=contact.phone,
        email=contact.support_email,
    )
