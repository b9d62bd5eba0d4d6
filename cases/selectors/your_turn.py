"""What exactly a case asks of its company, for a row of the home page (B4.5)."""

from datetime import datetime

from django.utils.translation import gettext as _

from accounts import timewords
from accounts.money import euros
from cases.models import Case, Question, Quotation


def what_is_asked(case: Case, *, at: datetime) -> tuple[str, str]:
    """What to do, in a word or two, and the very question, sum or day.

    `case` awaits its customer and carries `open_questions` and `open_quotations`.
    """
    if case.closes_at:
        today = timewords.local(at).date()
        day = timewords.weekday_words(timewords.local(case.closes_at).date(), today=today)
        closes = _("We close the case on %(day)s unless we hear from you.") % {"day": day}
        return _("Confirm the solution"), closes
    questions: list[Question] = getattr(case, "open_questions", [])
    if case.waiting_since and questions:
        facts = {"name": questions[0].asked_by.first_name, "question": questions[0].text}
        return _("Answer the question"), _("%(name)s asks: “%(question)s”") % facts
    quotations: list[Quotation] = getattr(case, "open_quotations", [])
    if quotations:
        price = {"price": euros(quotations[0].price)}
        asked = _("Approve the quotation: %(price)s, VAT 0 %%. Nothing starts before your yes.")
        return _("Decide on the quotation"), asked % price
    return _("Answer us"), _("We wait for your answer.")
