"""Named questions about people and customers. `visible_to` comes before every other filter."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.contrib.auth.base_user import BaseUserManager
from django.db.models import Exists, OuterRef, Q, QuerySet

if TYPE_CHECKING:
    from accounts.models import (  # noqa: F401
        Certificate,
        Customer,
        Invitation,
        Invoice,
        Reprieve,
        SuperUser,
        User,
    )


class UserQuerySet(QuerySet["User"]):
    def desk(self) -> Self:
        """Staff of every role who may log in."""
        return self.filter(is_active=True).exclude(role="")

    def with_role(self, *roles: str) -> Self:
        return self.filter(is_active=True, role__in=roles)

    def speaking_for(self, customer: "Customer") -> Self:
        """The current SuperUsers of a customer who may log in (B2.5)."""
        return self.filter(
            is_active=True,
            memberships__customer=customer,
            memberships__ended_on__isnull=True,
        )


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Makes people with a lower-case address, which the database insists on."""

    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str, **fields: object) -> "User":
        """Make the first administrator of an installation (`createsuperuser`)."""
        return self.create_user(
            email, password, is_staff=True, is_superuser=True, role="administrator", **fields
        )


class CustomerQuerySet(QuerySet["Customer"]):
    def visible_to(self, user: "User") -> Self:
        """Staff see every customer, a SuperUser the own one, anybody else none (B1.1)."""
        if user.is_desk:
            return self
        return self.filter(superusers__user=user, superusers__ended_on__isnull=True)


class SuperUserQuerySet(QuerySet["SuperUser"]):
    def seated(self) -> Self:
        """Those who have a seat now, whether they may log in or not."""
        return self.filter(ended_on__isnull=True)

    def current(self) -> Self:
        return self.filter(ended_on__isnull=True, user__is_active=True)

    def visible_to(self, user: "User") -> Self:
        """Staff see all, a SuperUser the own company's people."""
        if user.is_desk:
            return self
        own = self.model.objects.filter(
            customer=OuterRef("customer"), user=user, ended_on__isnull=True
        )
        return self.filter(Q(Exists(own)))


class InvitationQuerySet(QuerySet["Invitation"]):
    def pending(self, at: datetime) -> Self:
        """Those whose link still works."""
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=at)

    def visible_to(self, user: "User") -> Self:
        """Staff see all, a SuperUser the own company's."""
        if user.is_desk:
            return self
        return self.filter(
            customer__superusers__user=user, customer__superusers__ended_on__isnull=True
        )


class CertificateQuerySet(QuerySet["Certificate"]):
    def held(self, day: date) -> Self:
        """Those that count on a day, their last day too."""
        still = Q(expires_on__isnull=True) | Q(expires_on__gte=day)
        return self.filter(still, withdrawn_at__isnull=True)

    def visible_to(self, user: "User") -> Self:
        """Staff see all, a SuperUser those of the own company's people."""
        if user.is_desk:
            return self
        colleagues = user.colleagues()
        return self.filter(user__in=colleagues)


class InvoiceQuerySet(QuerySet["Invoice"]):
    def overdue(self, day: date, *, grace_days: int) -> Self:
        """Those of which something is open after the due date and the days of grace (B2.3)."""
        return self.filter(open_amount__gt=0, due_on__lt=day - timedelta(days=grace_days))


class ReprieveQuerySet(QuerySet["Reprieve"]):
    def holding(self, day: date) -> Self:
        """Those that lift the block on a day, their last day too."""
        return self.filter(ended_at__isnull=True, until__gte=day)
