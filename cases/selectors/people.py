"""Who at the customer hears of a case, and who could."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from accounts.models import User
from cases.models import Case, Follower


@dataclass(frozen=True)
class People:
    """The contact's colleagues who speak for the company now: those who follow, and the rest."""

    followers: list[User]
    others: list[User]


def people_of(case: Case) -> People:
    """Everybody besides the contact, in one query."""
    follows = Follower.objects.filter(case=case, user=OuterRef("pk"))
    people = (
        User.objects.speaking_for(case.customer)
        .exclude(pk=case.contact_id)
        .annotate(follows=Exists(follows))
    )
    found: People = People([], [])
    for person in people:
        (found.followers if person.follows else found.others).append(person)
    return found
