"""What two companies arrange of their SuperUsers, and the addresses that name it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from accounts import services
from accounts.models import Customer, Handover, SuperUser, User
from accounts.services.seats import token_of
from cases.models import Draft

Things = dict[tuple[str, str], dict[str, Any]]
ABSENT = 2_000_000_000
_WORDS = {"password1": "viides-vihrea-kuusi", "password2": "viides-vihrea-kuusi"}


def things(people: dict[str, User], companies: dict[str, Customer], *, at: datetime) -> Things:
    """An invitation, a seat and a handover of each company; a colleague's seat is to be had."""
    found: Things = {}
    for whose, customer in companies.items():
        by = people["own" if whose == "ours" else "stranger"]
        seat = SuperUser.objects.filter(customer=customer, ended_on=None).exclude(user=by).first()
        invitation = services.invite(
            customer,
            email=f"uusi@{whose}.example",
            first_name="Uusi",
            last_name="Henkilö",
            language="fi",
            by=by,
            at=at,
            replaces=seat,
        )
        handover = Handover.objects.create(
            customer=customer, leaver=people["ended"], successor=by, by=by, at=at
        )
        for page in ("invitation_again", "withdrawal"):
            found[f"accounts:{page}", whose] = {"pk": invitation.pk}
        found |= _for_staff(whose, customer, seat=seat.pk, invitation=invitation.pk)
        found["accounts:handover", whose] = {"pk": seat.pk}
        found["accounts:takeover", whose] = {"pk": handover.pk}
        found["accounts:choice", whose] = {"pk": customer.pk}
        found["accounts:joining", whose] = {"token": token_of(invitation)}
        found["cases:handing", whose] = {"key": Draft.objects.get(author=by).pk}
    for page in ("invitation_again", "withdrawal", "handover", "takeover", "choice"):
        found[f"accounts:{page}", "absent"] = {"pk": ABSENT}
    found |= _for_staff("absent", None, seat=ABSENT, invitation=ABSENT)
    for page in ("invitation_again", "invitation_withdrawal", "handover"):
        ours, theirs = (found[f"cases:{page}", whose] for whose in ("ours", "theirs"))
        found[f"cases:{page}", "crossed"] = {**theirs, "pk": ours["pk"]}
    forged = found["accounts:joining", "ours"]["token"][:-1] + "_"
    found["accounts:joining", "forged"] = {"token": forged}
    return found


def _for_staff(whose: str, customer: Customer | None, *, seat: int, invitation: int) -> Things:
    """The same things as SoftOne's staff reach them, through the customer."""
    own = {"pk": customer.pk if customer else ABSENT}
    return {
        ("cases:invitations", whose): own,
        ("cases:invitation_again", whose): {**own, "invitation": invitation},
        ("cases:invitation_withdrawal", whose): {**own, "invitation": invitation},
        ("cases:handover", whose): {**own, "seat": seat},
    }


def posts(colleague: User) -> dict[str, Callable[[], dict[str, Any]]]:
    """What a browser would send; `colleague` is a SuperUser of ours for whom nothing waits."""
    name = {"first_name": "Päivi", "last_name": "Korhonen"}
    days = {"first_day": "2027-07-01", "last_day": "2027-07-31"}
    newcomer = {"email": "toinen@yritys.example", "language": "fi", **name}
    return {
        "accounts:own": lambda: {**name, "phone": "040 000 0000"},
        "accounts:absence": lambda: {**days, "deputy": colleague.pk},
        "accounts:invitations": lambda: newcomer,
        "accounts:handover": lambda: {"way": "end"},
        "cases:invitations": lambda: newcomer,
        "cases:handover": lambda: {"way": "end"},
        "accounts:joining": lambda: {**name, "phone": "", "language": "fi", **_WORDS},
        "cases:handing": lambda: {"colleague": colleague.pk, "subject": "Kesken"},
    }
