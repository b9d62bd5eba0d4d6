"""SuperUsers come in by import within their customer's seats, and by no other rule (B2.1)."""

from datetime import date

import pytest

from accounts.choices import ImportKind, ProductKind, Role
from accounts.models import Customer, SuperUser, User
from tests import factories
from tests.accounts.imports.files import changes, counts, csv_of, problems, taken_in, tried

HEADER = "Y-tunnus;Etunimi;Sukunimi;Sähköposti;Puhelin;Kieli"
PAIVI = "1234567-8;Päivi;Korhonen;Paivi@kivimaki.example;+358 40 123 4567;ruotsi"
JOUNI = "1234567-8;Jouni;Mäkelä;jouni@kivimaki.example;;"
SANNA = "1234567-8;Sanna;Virtanen;sanna@kivimaki.example;;"


def people(*lines: str, header: str = HEADER):
    return csv_of(ImportKind.PEOPLE, header, *lines)


def speaking_for(customer: Customer) -> list[str]:
    current = customer.superusers.filter(ended_on__isnull=True)
    return sorted(current.values_list("user__email", flat=True))


def test_a_new_person_has_a_seat_and_no_password(kivimaki: Customer) -> None:
    report = taken_in(people(PAIVI))

    paivi = User.objects.get()
    seat = paivi.memberships.get()
    assert counts(report) == (1, 0, 0)
    assert (paivi.email, paivi.full_name, paivi.phone, paivi.language) == (
        *("paivi@kivimaki.example", "Päivi Korhonen", "+358 40 123 4567", "sv"),
    )
    assert (paivi.role, paivi.is_staff, paivi.is_active) == ("", False, True)
    assert not paivi.has_usable_password()
    assert (seat.customer, seat.since, seat.ended_on) == (kivimaki, date(2026, 2, 2), None)


def test_the_same_file_twice_changes_nothing(kivimaki: Customer) -> None:
    taken_in(people(PAIVI, JOUNI))
    before = list(User.objects.values()), list(SuperUser.objects.values())

    assert counts(taken_in(people(PAIVI, JOUNI))) == (0, 0, 2)
    assert (list(User.objects.values()), list(SuperUser.objects.values())) == before


def test_a_third_person_of_a_customer_with_two_seats_is_refused(kivimaki: Customer) -> None:
    """[A] Up to three modules of GO give two seats."""
    file = people(PAIVI, JOUNI, SANNA)
    expected = [
        (
            "Line 4, column Y-tunnus: The customer may name 2 SuperUsers, "
            "and has no free seat for this one."
        )
    ]

    assert problems(tried(file)) == expected
    assert problems(taken_in(file)) == expected
    assert not User.objects.exists()


def test_seats_are_counted_over_the_whole_file(
    kivimaki: Customer, nordlog: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("accounts.imports.services.ROWS_AT_ONCE", 1)
    other = "2345678-9;Annika;Sjöberg;annika@nordlog.example;;"
    refused = taken_in(people(PAIVI, other, JOUNI, SANNA))
    accepted = taken_in(people(PAIVI, other, JOUNI))

    assert [problem.line for problem in refused.problems] == [5]
    assert counts(accepted) == (3, 0, 0)
    assert len(speaking_for(kivimaki)) == 2


def test_seats_that_are_taken_count_and_those_who_have_one_need_no_other(
    kivimaki: Customer,
) -> None:
    taken_in(people(PAIVI, JOUNI))

    assert [problem.line for problem in taken_in(people(SANNA)).problems] == [2]
    assert [problem.line for problem in taken_in(people(PAIVI, SANNA, JOUNI)).problems] == [3]
    SuperUser.objects.filter(user__email="jouni@kivimaki.example").update(ended_on="2026-02-02")
    assert counts(taken_in(people(PAIVI, SANNA))) == (1, 0, 1)
    assert speaking_for(kivimaki) == ["paivi@kivimaki.example", "sanna@kivimaki.example"]


def test_more_modules_of_go_give_a_third_seat(kivimaki: Customer) -> None:
    go = factories.ProductFactory(kind=ProductKind.CLOUD)
    for _ in range(4):
        factories.licensed(kivimaki, product=go)

    assert counts(taken_in(people(PAIVI, JOUNI, SANNA))) == (3, 0, 0)


def test_names_and_phone_follow_the_file_and_the_language_stays(kivimaki: Customer) -> None:
    taken_in(people(PAIVI))
    User.objects.update(language="en")
    line = "1234567-8;Päivi;Korhonen-Aho;paivi@kivimaki.example;040 9999 999;suomi"
    report = taken_in(people(line))

    paivi = User.objects.get()
    assert changes(report)[0][3] == [
        ("Last name", "Korhonen", "Korhonen-Aho"),
        ("Phone", "+358 40 123 4567", "040 9999 999"),
    ]
    assert (counts(report), paivi.last_name, paivi.phone) == (
        *((0, 1, 0), "Korhonen-Aho", "040 9999 999"),
    )
    assert paivi.language == "en"


def test_an_empty_phone_takes_none_away(kivimaki: Customer) -> None:
    taken_in(people(PAIVI))
    short = "1234567-8;Päivi;Korhonen;paivi@kivimaki.example"

    assert counts(taken_in(people(PAIVI.replace("+358 40 123 4567", "")))) == (0, 0, 1)
    assert counts(taken_in(people(short, header="Y-tunnus;Etunimi;Sukunimi;Sähköposti"))) == (
        *(0, 0, 1),
    )
    assert User.objects.get().phone == "+358 40 123 4567"


def test_who_has_ended_comes_back_on_a_free_seat(kivimaki: Customer) -> None:
    paivi = factories.superuser_of(kivimaki, email="paivi@kivimaki.example")
    SuperUser.objects.update(ended_on="2026-01-15")
    report = taken_in(people(PAIVI))

    assert counts(report) == (1, 0, 0)
    assert User.objects.get().pk == paivi.pk
    assert list(paivi.memberships.order_by("pk").values_list("since", "ended_on")) == [
        (date(2026, 1, 1), date(2026, 1, 15)),
        (date(2026, 2, 2), None),
    ]


def test_people_of_softone_speak_for_no_customer(kivimaki: Customer) -> None:
    factories.staff(Role.SPECIALIST, email="paivi@kivimaki.example")

    assert problems(taken_in(people(PAIVI, JOUNI))) == [
        "Line 2, column Sähköposti: This person works at SoftOne and speaks for no customer."
    ]
    assert speaking_for(kivimaki) == []


def test_who_speaks_for_another_customer_is_refused(kivimaki: Customer, nordlog: Customer) -> None:
    factories.superuser_of(
        nordlog, email="paivi@kivimaki.example", first_name="Päivi", last_name="Korhonen"
    )

    assert problems(taken_in(people(PAIVI))) == [
        "Line 2, column Sähköposti: Päivi Korhonen speaks for Nordlog Ab. End that first."
    ]
    assert speaking_for(kivimaki) == []


def test_who_may_not_log_in_is_given_no_seat(kivimaki: Customer) -> None:
    factories.UserFactory(email="paivi@kivimaki.example", is_active=False)

    assert problems(taken_in(people(PAIVI))) == [
        "Line 2, column Sähköposti: This person may not log in any more."
    ]
    assert speaking_for(kivimaki) == []


def test_an_address_twice_is_a_problem_however_it_is_written(
    kivimaki: Customer, nordlog: Customer
) -> None:
    again = "2345678-9;P;K;PAIVI@KIVIMAKI.EXAMPLE;;"

    assert problems(taken_in(people(PAIVI, again))) == [
        "Line 3, column Sähköposti: P K, paivi@kivimaki.example is on line 2 already."
    ]
    assert not User.objects.exists()


def test_bad_cells_are_named(kivimaki: Customer) -> None:
    report = tried(people("1234567-8;=1+1;@A;paivi;soita;klingon"))

    assert [problem.column for problem in report.problems] == [
        *("Etunimi", "Sukunimi", "Sähköposti", "Puhelin", "Kieli"),
    ]
