"""Named questions about cases. `visible_to` comes before every other filter."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db.models import IntegerField, Q, QuerySet, Subquery

from accounts.choices import CaseType, Role
from cases.choices import PUBLIC_EVENTS, PUBLIC_MESSAGES, Stage, Verdict

if TYPE_CHECKING:
    from accounts.models import User
    from cases.models import (  # noqa: F401
        Attachment,
        Case,
        CaseEvent,
        CaseLink,
        Draft,
        DraftFile,
        Message,
        Question,
        Quotation,
        TimeEntry,
    )

# What each role works with (B1.2, B1.3). Specialists help over team borders.
TYPES_OF_ROLE: dict[str, tuple[CaseType, ...]] = {
    Role.SPECIALIST: tuple(CaseType),
    Role.MANAGER: tuple(CaseType),
    Role.ADMINISTRATOR: tuple(CaseType),
    Role.CONSULTANT: (CaseType.WORK_ORDER,),
    Role.PRODUCT: (CaseType.WISH, CaseType.PROGRAMMING_ERROR),
}


def visible_cases(user: "User", prefix: str = "") -> Q:
    """The condition that keeps a person to the cases that are theirs to see (B1.1, B1.4).

    `prefix` is the path from another model to its case, such as "case__".
    """
    if user.is_desk:
        types = TYPES_OF_ROLE[user.role]
        return Q() if types == tuple(CaseType) else Q(**{f"{prefix}case_type__in": types})
    companies = user.memberships.filter(ended_on__isnull=True).values("customer")
    return Q(**{f"{prefix}customer__in": companies})


class CappedCount(Subquery):
    """How many rows a query gives, asked inside another query. Slice it: counting stops there."""

    template = "(SELECT count(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


class CaseQuerySet(QuerySet["Case"]):
    def visible_to(self, user: "User") -> Self:
        return self.filter(visible_cases(user))

    def worked_on_by(self, user: "User") -> Self:
        """Those visible to a person, of the one company they work for now if they have two."""
        mine = self.visible_to(user)
        return mine.filter(customer=user.company) if len(user.companies) > 1 else mine

    def unhandled(self) -> Self:
        return self.filter(handled_at__isnull=True)

    def handled(self) -> Self:
        return self.filter(handled_at__isnull=False)

    def overdue(self, at: datetime) -> Self:
        return self.filter(next_due_at__lt=at)

    def due_within(self, since: datetime, until: datetime) -> Self:
        return self.filter(next_due_at__gte=since, next_due_at__lt=until)

    def untaken(self) -> Self:
        """Nobody has begun, or somebody began but nobody has it."""
        return self.filter(Q(taken_up_at__isnull=True) | Q(owner__isnull=True))

    def by_deadline(self) -> Self:
        """The most pressing first: what is overdue, then by the next deadline."""
        return self.order_by("next_due_at", "pk")

    def awaiting_customer(self) -> Self:
        """The next word is the customer's: a question, a proposed solution, a quotation."""
        return self.filter(
            Q(waiting_since__isnull=False) | Q(closes_at__isnull=False) | Q(stage=Stage.APPROVAL)
        )

    def after(self, due_at: datetime | None, pk: int) -> Self:
        """The rows behind a page that ended with this deadline and case (keyset paging).

        Cases without a deadline come last.
        """
        if due_at is None:
            return self.filter(next_due_at__isnull=True, pk__gt=pk)
        later = Q(next_due_at__gt=due_at) | Q(next_due_at=due_at, pk__gt=pk)
        return self.filter(later | Q(next_due_at__isnull=True))

    def for_a_company_list(self) -> Self:
        """What a row of a company's own list shows, in one query."""
        return self.select_related("module", "owner", "registered_by")

    def for_the_queue(self) -> Self:
        """What a row of the queue shows and not a column more: the desk asks for it all day."""
        return self.select_related("customer", "owner").only(
            "number",
            "version",
            "subject",
            "case_type",
            "stage",
            "level",
            "at_stake",
            "waiting_since",
            "closes_at",
            "next_due_at",
            "taken_up_at",
            "handled_at",
            "customer_wrote_at",
            "staff_wrote_at",
            "customer__name",
            "owner__first_name",
            "owner__last_name",
        )

    def for_a_page(self) -> Self:
        """What the case page shows of the case itself, in one query."""
        return self.select_related(
            "customer",
            "module__product",
            "owner",
            "team",
            "contact",
            "registered_by",
            "level",
            "facts",
            "merged_into",
            "support_decision__exception_by",
            "handling_clock",
            "resolution_clock",
            "goal_clock",
        )


class MessageQuerySet(QuerySet["Message"]):
    def visible_to(self, user: "User") -> Self:
        """Messages of the person's cases; a customer never gets an internal note."""
        mine = self.filter(visible_cases(user, "case__"))
        return mine if user.is_desk else mine.filter(kind__in=PUBLIC_MESSAGES)


class AttachmentQuerySet(QuerySet["Attachment"]):
    def visible_to(self, user: "User") -> Self:
        mine = self.filter(visible_cases(user, "message__case__"))
        return mine if user.is_desk else mine.filter(message__kind__in=PUBLIC_MESSAGES)


class CaseEventQuerySet(QuerySet["CaseEvent"]):
    def visible_to(self, user: "User") -> Self:
        mine = self.filter(visible_cases(user, "case__"))
        return mine if user.is_desk else mine.filter(kind__in=PUBLIC_EVENTS)


class QuestionQuerySet(QuerySet["Question"]):
    def visible_to(self, user: "User") -> Self:
        return self.filter(visible_cases(user, "case__"))

    def unanswered(self) -> Self:
        return self.filter(ended_at__isnull=True)


class QuotationQuerySet(QuerySet["Quotation"]):
    def visible_to(self, user: "User") -> Self:
        return self.filter(visible_cases(user, "case__"))

    def pending(self) -> Self:
        return self.filter(verdict=Verdict.PENDING)


class TimeEntryQuerySet(QuerySet["TimeEntry"]):
    def visible_to(self, user: "User") -> Self:
        """Entries of the cases one works with; a customer never learns that there are any."""
        return self.filter(visible_cases(user, "case__")) if user.is_desk else self.none()

    def standing(self) -> Self:
        """Those that count: not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


class CaseLinkQuerySet(QuerySet["CaseLink"]):
    def visible_to(self, user: "User") -> Self:
        """Links both of whose ends the person may see: another company's case does not exist."""
        return self.filter(visible_cases(user, "case__"), visible_cases(user, "other__"))


class DraftQuerySet(QuerySet["Draft"]):
    def visible_to(self, user: "User") -> Self:
        """One's own, for the company one speaks for now. Nobody else sees a draft."""
        companies = user.memberships.filter(ended_on__isnull=True).values("customer")
        return self.filter(author=user, customer__in=companies)


class DraftFileQuerySet(QuerySet["DraftFile"]):
    def visible_to(self, user: "User") -> Self:
        companies = user.memberships.filter(ended_on__isnull=True).values("customer")
        return self.filter(draft__author=user, draft__customer__in=companies)
