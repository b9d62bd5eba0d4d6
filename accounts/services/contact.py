"""A person's own contact details, kept up to date by themselves (B12.2)."""

from datetime import datetime

from django.db import transaction

from accounts.models import SuperUser, User


def correct_contact(
    person: User, *, first_name: str, last_name: str, phone: str, at: datetime
) -> None:
    """Note what the person says of themselves; saying so confirms it."""
    person.first_name, person.last_name, person.phone = first_name, last_name, phone
    person.contact_confirmed_at = at
    person.save(update_fields=["first_name", "last_name", "phone", "contact_confirmed_at"])


def confirm_contact(person: User, *, at: datetime) -> None:
    """Note that the contact details still hold."""
    person.contact_confirmed_at = at
    person.save(update_fields=["contact_confirmed_at"])


@transaction.atomic
def work_for(seat: SuperUser, *, at: datetime) -> None:
    """Let a person who speaks for two customers work for this one from now on."""
    SuperUser.objects.filter(pk=seat.pk, ended_on__isnull=True).update(chosen_at=at)
