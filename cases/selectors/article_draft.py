"""What a solved case offers for an article: its question, its answer, and whose it was (B9)."""

from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from cases.anonymising import Finding, Trace, findings
from cases.choices import EventKind, MessageKind
from cases.models import Case, Message

# Without a proposed solution, the answer is the last that the customer was told.
_LAST_REPLIES = 2


@dataclass(frozen=True)
class Offered:
    question: Message | None
    answers: list[Message]
    title: str
    body: str


def offered(case: Case, user: User) -> Offered:
    """Question and answer side by side, and a text to begin with in the case's language."""
    messages = Message.objects.visible_to(user).filter(case=case).select_related("author")
    question = messages.filter(kind=MessageKind.CUSTOMER).first()
    answers = _answers(case, list(messages.filter(kind=MessageKind.STAFF)))
    with translation.override(case.contact.language):
        heads = _("Problem"), _("Solution")
    parts = [question.body if question else "", "\n\n".join(each.body for each in answers)]
    body = "\n\n".join(
        f"## {head}\n\n{text.strip()}" for head, text in zip(heads, parts, strict=True)
    )
    return Offered(question, answers, title=case.subject, body=f"{body}\n")


def _answers(case: Case, replies: list[Message]) -> list[Message]:
    solved = case.events.filter(kind=EventKind.SOLUTION_PROPOSED).order_by("-pk").first()
    proposed = [reply for reply in replies if solved and reply.pk == solved.message_id]
    return proposed or replies[-_LAST_REPLIES:]


def still_there(case: Case, text: str) -> list[Finding]:
    """What in a text leads back to the case's customer or to anybody who took part."""
    people = set(User.objects.filter(memberships__customer=case.customer_id))
    people |= {case.contact, *User.objects.filter(pk__in=case.messages.values("author"))}
    return findings(
        text,
        people=[person.full_name for person in people],
        companies=[case.customer.name],
    )


def trace_words(trace: Trace) -> str:
    return {
        Trace.PERSON: _("Name of a person"),
        Trace.COMPANY: _("Company"),
        Trace.MAIL: _("E-mail"),
        Trace.PHONE: _("Phone"),
        Trace.IBAN: _("Bank account"),
        Trace.BUSINESS_ID: _("Business ID"),
        Trace.IDENTITY_CODE: _("Personal identity code"),
    }[trace]
