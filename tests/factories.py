"""Rows for tests, built without surprises: what a test does not say is plain."""

import uuid
from datetime import date, datetime
from typing import Any

import factory

from accounts import moment
from accounts.choices import CaseType, Industry, ProductKind, Role
from accounts.models import (
    Customer,
    CustomerModule,
    IndustryTeam,
    Module,
    Product,
    SeatException,
    SuperUser,
    Team,
    User,
    Version,
)
from accounts.models.rules import MOST_SEATS
from cases import services
from cases.models import Case
from sla.models import ServiceLevel

USUAL_SEATS = 2
PASSWORD = "kolme vihreaa kuusta"


class TeamFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Team

    name_fi = factory.Sequence(lambda n: f"Tiimi {n}")


class ProductFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Product

    key = factory.Sequence(lambda n: f"tuote-{n}")
    # Asks for no certificate; what is about training says SoftOne GO.
    kind = ProductKind.TIME_TRACKING
    name_fi = factory.Sequence(lambda n: f"Tuote {n}")


class ModuleFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Module

    product = factory.SubFactory(ProductFactory)
    key = factory.Sequence(lambda n: f"moduuli-{n}")
    name_fi = factory.Sequence(lambda n: f"Moduuli {n}")


class VersionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Version

    product = factory.SubFactory(ProductFactory)
    number = factory.Sequence(lambda n: f"25.{n}")
    released_on = date(2026, 1, 2)


class CustomerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Customer

    name = factory.Sequence(lambda n: f"Yritys {n} Oy")
    business_id = factory.Sequence(lambda n: f"{9000000 + n}-0")
    industry = Industry.CONTRACTOR


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"henkilo{n}@yritys.example")
    first_name = "Henna"
    last_name = factory.Sequence(lambda n: f"Henkilö{n}")

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **kwargs: Any) -> User:
        return model_class.objects.create_user(password=PASSWORD, **kwargs)


def team_for(industry: str) -> Team:
    """The team that serves an industry, made if there is none yet."""
    found = IndustryTeam.objects.filter(industry=industry).select_related("team").first()
    return (
        found.team
        if found
        else IndustryTeam.objects.create(industry=industry, team=TeamFactory()).team
    )


def superuser_of(customer: Customer, **person: Any) -> User:
    """A person who speaks for the customer, beyond the usual seats if they are taken."""
    user = UserFactory(**person)
    if customer.superusers.current().count() >= USUAL_SEATS:
        SeatException.objects.get_or_create(
            customer=customer, defaults={"seats": MOST_SEATS, "reason": "Koe"}
        )
    SuperUser.objects.create(customer=customer, user=user, since=date(2026, 1, 1))
    return user


def staff(role: Role, **person: Any) -> User:
    """A member of staff; an administrator may open Django admin."""
    if role == Role.ADMINISTRATOR:
        person = {"is_staff": True, "is_superuser": True, **person}
    return UserFactory(role=role, **person)


def licensed(customer: Customer, **module: Any) -> Module:
    """A module the customer has."""
    made = ModuleFactory(**module)
    CustomerModule.objects.create(customer=customer, module=made, since=date(2026, 1, 1))
    return made


def registered_case(
    customer: Customer | None = None,
    *,
    by: User | None = None,
    at: datetime | None = None,
    case_type: CaseType = CaseType.PROGRAMMING_ERROR,
    level: int = 3,
    subject: str = "Palkka-ajo keskeytyy",
    **given: Any,
) -> Case:
    """A case, registered through the service as the portal does; an error unless said."""
    is_error = case_type == CaseType.PROGRAMMING_ERROR
    customer = customer or CustomerFactory()
    team_for(customer.industry)
    module = given.pop("module", None) or licensed(customer)
    by = by or superuser_of(customer)
    return services.register(
        customer,
        contact=given.pop("contact", by),
        by=by,
        module=module,
        case_type=case_type,
        level=ServiceLevel.objects.get(pk=level) if is_error else None,
        subject=subject,
        description=given.pop("description", "Ajo pysähtyy virheeseen."),
        facts=given.pop("facts", services.Facts()),
        key=given.pop("key", uuid.uuid4()),
        at=at or moment.now(),
        **given,
    )
