"""Products, teams, staff and customers of the demo. Each function may run again and again."""

from datetime import date, timedelta
from functools import cache
from typing import Any

from django.contrib.auth.hashers import make_password

from accounts.choices import ProductKind, Role
from accounts.information import services as information
from accounts.information.models import ContactDetails
from accounts.models import (
    Customer,
    CustomerModule,
    IndustryTeam,
    Module,
    Product,
    SuperUser,
    Team,
    User,
    Version,
)
from softone_support.demo import content
from softone_support.demo.logins import PASSWORD, has_login

_KINDS = {
    "cloud": ProductKind.CLOUD,
    "timer": ProductKind.TIME_TRACKING,
    "local": ProductKind.LOCAL,
}
_CUSTOMER_FOR = timedelta(days=900)
_SUPPORT_PHONE = "010 000 0000"
_SUPPORT_EMAIL = "tuki@softone.example"


def load_catalogue(*, today: date) -> None:
    """Products with their modules and versions."""
    for facts in content.products():
        product, _new = Product.objects.update_or_create(
            key=facts["key"], defaults={"kind": _KINDS[facts["kind"]], **_names(facts)}
        )
        for module in facts["modules"]:
            Module.objects.update_or_create(
                key=module["key"], defaults={"product": product, **_names(module)}
            )
        for version in facts["versions"]:
            released_on = today - timedelta(days=version["released_days_ago"])
            Version.objects.get_or_create(
                product=product, number=version["number"], defaults={"released_on": released_on}
            )


def load_staff() -> None:
    """Both teams with the industries they serve, and everybody at the desk."""
    teams: dict[int | None, Team | None] = {None: None}
    for facts in content.teams():
        team, _new = Team.objects.update_or_create(name_fi=facts["name_fi"], defaults=_names(facts))
        teams[facts["number"]] = team
        for industry in facts["industries"]:
            IndustryTeam.objects.update_or_create(industry=industry, defaults={"team": team})
    for person in content.staff():
        is_admin = person["role"] == "admin"
        _load_person(
            person,
            role=Role.ADMINISTRATOR if is_admin else Role(person["role"]),
            team=teams[person["team"]],
            is_staff=is_admin,
            is_superuser=is_admin,
        )


def load_customers(*, today: date) -> dict[str, Customer]:
    """The companies with their licences and SuperUsers; return them by the content's keys."""
    modules = {module.key: module for module in Module.objects.all()}
    since = today - _CUSTOMER_FOR
    customers = {}
    for facts in content.customers():
        customer, _new = Customer.objects.get_or_create(
            business_id=facts["business_id"],
            defaults={name: facts[name] for name in ("name", "industry", "city")},
        )
        for key in facts["modules"]:
            CustomerModule.objects.get_or_create(
                customer=customer, module=modules[key], defaults={"since": since}
            )
        for person in facts["superusers"]:
            user = _load_person(person, phone=person["phone"])
            SuperUser.objects.get_or_create(customer=customer, user=user, defaults={"since": since})
        customers[facts["key"]] = customer
    return customers


def load_contact_details() -> None:
    """A telephone number that nobody has, and the address of the support."""
    details = ContactDetails.objects.get(pk=ContactDetails.ONLY)
    details.phone, details.support_email = _SUPPORT_PHONE, _SUPPORT_EMAIL
    information.change_contact_details(details)


def _load_person(facts: dict[str, Any], **more: Any) -> User:
    email = facts["email"]
    if known := User.objects.filter(email=email).first():
        return known
    own = {name: facts[name] for name in ("first_name", "last_name", "language")}
    person = User.objects.create_user(email, None, **own, **more)
    if has_login(email):
        person.password = _hashed(PASSWORD)
        person.save(update_fields=["password"])
    return person


@cache
def _hashed(password: str) -> str:
    """The real hasher is slow on purpose; the one public password needs it once."""
    return make_password(password)


def _names(facts: dict[str, Any]) -> dict[str, str]:
    return {name: facts[name] for name in ("name_fi", "name_sv", "name_en")}
