"""SuperUsers: never one more than a customer has seats, whatever a file says (B2.1)."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db.models import Count, F, Func, IntegerField, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.choices import ImportKind, Language
from accounts.imports import values
from accounts.imports.columns import Column, Row
from accounts.imports.registers.base import Customers, Found, Register, differences, facts_of
from accounts.imports.registers.known_columns import BUSINESS_ID
from accounts.models import Customer, SuperUser, User
from accounts.rewriting import rewrite

_FIELDS = ("first_name", "last_name", "phone")
# As registers write them beside our own names of languages.
_LANGUAGES = {
    **dict.fromkeys(("finnish", "finska", "fin"), Language.FINNISH),
    **dict.fromkeys(("swedish", "ruotsi", "swe"), Language.SWEDISH),
    **dict.fromkeys(("englanti", "engelska", "eng"), Language.ENGLISH),
}


class SuperUsers(Register):
    """People who get a seat.

    Who is here already gets the names and the phone of the file; the language is their own choice
    and stays.
    """

    kind = ImportKind.PEOPLE
    writes = (User, SuperUser)
    key_field = "email"
    columns = (
        BUSINESS_ID,
        Column(
            "first_name",
            gettext_lazy("first name"),
            ("etunimi", "förnamn", "first name", "given name"),
            values.text(User, "first_name"),
        ),
        Column(
            "last_name",
            gettext_lazy("last name"),
            ("sukunimi", "efternamn", "last name", "surname", "family name"),
            values.text(User, "last_name"),
        ),
        Column(
            "email",
            gettext_lazy("e-mail"),
            (
                *("sähköposti", "e-post", "e-mail", "mail", "e-mail address"),
                *("sähköpostiosoite", "e-postadress"),
            ),
            values.email(User, "email"),
        ),
        Column(
            "phone",
            gettext_lazy("phone"),
            (
                *("puhelin", "telefon", "phone", "phone number", "telephone", "mobile"),
                *("puhelinnumero", "matkapuhelin", "gsm", "telefonnummer", "mobil"),
            ),
            values.phone(User, "phone"),
            may_be_missing=True,
        ),
        Column(
            "language",
            gettext_lazy("language"),
            ("kieli", "språk", "language", "asiointikieli"),
            values.choice(Language, _LANGUAGES),
            may_be_missing=True,
            empty=Language.FINNISH,
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._customers = Customers(self)
        # Seats as they were before the file, and how many its lines before have taken.
        self._seats: dict[int, int] = {}
        self._free: dict[int, int] = {}

    def look_up(self, rows: list[Row]) -> list[Row]:
        return self._customers.known(rows)

    def key_of(self, row: Row) -> str:
        return str(row["email"])

    def name_of(self, row: Row) -> str:
        return f"{row['first_name']} {row['last_name']}, {row['email']}"

    def compare(self, rows: list[Row]) -> list[Found]:
        emails = [row["email"] for row in rows]
        people = {person.email: person for person in User.objects.filter(email__in=emails)}
        current = SuperUser.objects.filter(user__in=people.values(), ended_on__isnull=True)
        speaks: dict[int, list[SuperUser]] = {}
        for seat in current.select_related("customer"):
            speaks.setdefault(seat.user_id, []).append(seat)
        self._count_seats({self._customers.of(row) for row in rows} - self._seats.keys())
        found = []
        for row in rows:
            person = people.get(row["email"])
            seats = speaks.get(person.pk, []) if person is not None else []
            if self._may_be_named(row, person, seats):
                found.append(self._found(row, person, is_new=not seats))
        return found

    def write(self, found: Sequence[Found]) -> None:
        known = [each.target for each in found if each.fields and each.target.pk]
        rewrite(known, *self.given(*_FIELDS))
        User.objects.bulk_create(each.target for each in found if not each.target.pk)
        SuperUser.objects.bulk_create(each.also for each in found if each.is_new)

    def _may_be_named(self, row: Row, person: User | None, seats: Sequence[SuperUser]) -> bool:
        words = "" if person is None else self._why_not(row, person, seats)
        if words:
            self.refuse(row, "email", words)
            return False
        return bool(seats) or self._takes_a_seat(row)

    def _why_not(self, row: Row, person: User, seats: Sequence[SuperUser]) -> str:
        if person.is_desk:
            return _("This person works at SoftOne and speaks for no customer.")
        if not person.is_active:
            return _("This person may not log in any more.")
        others = [seat for seat in seats if seat.customer_id != self._customers.of(row)]
        if others and len(others) == len(seats):
            about = {"person": person, "customer": others[0].customer}
            return _("%(person)s speaks for %(customer)s. End that first.") % about
        return ""

    def _takes_a_seat(self, row: Row) -> bool:
        customer = self._customers.of(row)
        self._free[customer] -= 1
        if self._free[customer] >= 0:
            return True
        seats = self._seats[customer]
        words = ngettext(
            "The customer may name %(count)d SuperUser, and has no free seat for this one.",
            "The customer may name %(count)d SuperUsers, and has no free seat for this one.",
            seats,
        )
        self.refuse(row, "business_id", words % {"count": seats})
        return False

    def _count_seats(self, customers: set[int]) -> None:
        """Ask the database's own rule how many seats these customers have, and how many free."""
        if not customers:
            return
        counted = Customer.objects.filter(pk__in=customers).annotate(
            seats=Func(F("pk"), function="customer_seats", output_field=IntegerField()),
            taken=Count("superusers", filter=Q(superusers__ended_on__isnull=True)),
        )
        for customer, seats, taken in counted.values_list("pk", "seats", "taken"):
            self._seats[customer], self._free[customer] = seats, seats - taken

    def _found(self, row: Row, person: User | None, *, is_new: bool) -> Found:
        facts = {name: row[name] for name in self.given(*_FIELDS) if row[name]}
        if person is None:
            language = row.values.get("language", Language.FINNISH)
            made = User(email=row["email"], language=language, **facts)
            # Nobody has a password until they choose one themselves.
            made.password = make_password(None)
            fields = facts_of(made, ["phone", "language"])
            return Found(row, made, is_new=True, fields=fields, also=self._seat(row, made))
        fields = differences(person, facts)
        also = self._seat(row, person) if is_new else None
        return Found(row, person, is_new=is_new, fields=fields, also=also)

    def _seat(self, row: Row, person: User) -> SuperUser:
        return SuperUser(customer_id=self._customers.of(row), user=person, since=self.today)
