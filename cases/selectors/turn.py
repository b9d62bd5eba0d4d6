"""What lies with the customer: the exact question, the quotation to answer (B4.2, B4.5)."""

from dataclasses import dataclass

from cases.choices import Stage
from cases.models import Case, MissingItem, Question, Quotation


@dataclass(frozen=True)
class CustomersTurn:
    """What the customer is asked now; nothing when it is our turn."""

    question: Question | None = None
    missing: tuple[MissingItem, ...] = ()
    quotation: Quotation | None = None


def customers_turn(case: Case) -> CustomersTurn:
    """Two queries while the case waits for an answer, one while a quotation does, else none."""
    if case.waiting_since:
        question = case.questions.unanswered().select_related("asked_by").first()
        missing = tuple(question.items.all()) if question else ()
        return CustomersTurn(question=question, missing=missing)
    if case.stage == Stage.APPROVAL:
        pending = case.quotations.pending().select_related("offered_by").first()
        return CustomersTurn(quotation=pending)
    return CustomersTurn()
