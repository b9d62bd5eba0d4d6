"""B2.1, B2.6: seats are counted once, whatever path a person takes."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from accounts import services
from accounts.choices import ProductKind, Role
from accounts.models import Customer, SeatException, SeatRule, SuperUser, User
from accounts.selectors.seats import seats_of
from accounts.services import NoSeatLeft, SpeaksElsewhere
from tests import factories

pytestmark = pytest.mark.django_db

SINCE = date(2026, 1, 1)


def with_modules(customer: Customer, count: int) -> None:
    product = factories.ProductFactory(kind=ProductKind.CLOUD)
    for _number in range(count):
        factories.licensed(customer, product=product)


def named(customer: Customer, count: int, *, at) -> list[SuperUser]:
    return [
        services.name_superuser(customer, factories.UserFactory(), at=at) for _each in range(count)
    ]


@pytest.mark.parametrize(("modules", "seats"), [(0, 2), (3, 2), (4, 3), (6, 3), (7, 4), (12, 4)])
def test_modules_give_seats_and_not_one_more(customer, monday, modules: int, seats: int) -> None:
    with_modules(customer, modules)
    named(customer, seats, at=monday)

    with pytest.raises(NoSeatLeft):
        services.name_superuser(customer, factories.UserFactory(), at=monday)

    found = seats_of(customer, at=monday)
    assert (found.total, found.taken, found.free) == (seats, seats, 0)


def test_the_rule_is_the_administrators_and_never_gives_a_fifth_seat(customer, monday) -> None:
    SeatRule.objects.filter(least_modules=0).update(seats=1)
    named(customer, 1, at=monday)

    with pytest.raises(NoSeatLeft):
        services.name_superuser(customer, factories.UserFactory(), at=monday)
    with pytest.raises(IntegrityError), transaction.atomic():
        SeatRule.objects.filter(least_modules=0).update(seats=5)


def test_an_exception_says_why_and_gives_seats(customer, monday) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        SeatException.objects.create(customer=customer, seats=3, reason="")
    SeatException.objects.create(customer=customer, seats=3, reason="Kaksi toimipistettä")

    assert len(named(customer, 3, at=monday)) == 3


@pytest.mark.parametrize("way", ["insert", "come back", "move"])
def test_no_path_passes_the_database(customer, monday, way: str) -> None:
    named(customer, 2, at=monday)
    other = factories.CustomerFactory()
    gone = SuperUser.objects.create(
        customer=customer, user=factories.UserFactory(), since=SINCE, ended_on=SINCE
    )
    elsewhere = SuperUser.objects.create(customer=other, user=factories.UserFactory(), since=SINCE)
    paths = {
        "insert": lambda: SuperUser.objects.bulk_create(
            [SuperUser(customer=customer, user=factories.UserFactory(), since=SINCE)]
        ),
        "come back": lambda: SuperUser.objects.filter(pk=gone.pk).update(ended_on=None),
        "move": lambda: SuperUser.objects.filter(pk=elsewhere.pk).update(customer=customer),
    }

    with pytest.raises(IntegrityError), transaction.atomic():
        paths[way]()

    assert customer.superusers.current().count() == 2


def test_a_dropped_module_throws_nobody_out_but_lets_nobody_in(customer, monday) -> None:
    with_modules(customer, 4)
    named(customer, 3, at=monday)
    customer.licences.all().delete()

    assert customer.superusers.current().count() == 3
    with pytest.raises(NoSeatLeft):
        services.name_superuser(customer, factories.UserFactory(), at=monday)
    assert seats_of(customer, at=monday).free == 0


def test_somebody_speaks_for_two_only_when_an_administrator_says_so(
    customer, paivi, monday, mikko
) -> None:
    other = factories.CustomerFactory(name="Sisaryhtiö Oy")

    with pytest.raises(SpeaksElsewhere):
        services.name_superuser(other, paivi, at=monday)
    with pytest.raises(SpeaksElsewhere):
        services.name_superuser(other, mikko, at=monday)
    services.name_superuser(other, paivi, at=monday, is_extra=True)

    assert [each.pk for each in User.objects.get(pk=paivi.pk).companies] == [customer.pk, other.pk]


def test_one_works_for_one_company_at_a_time(as_user, customer, paivi, monday) -> None:
    other = factories.CustomerFactory(name="Sisaryhtiö Oy")
    services.name_superuser(other, paivi, at=monday, is_extra=True)
    client = as_user(paivi)

    answer = client.post(f"/company/{other.pk}/choice/")

    assert answer.status_code == 302
    assert User.objects.get(pk=paivi.pk).company == other
    assert "Sisaryhtiö Oy" in client.get("/company/").content.decode()


def test_lists_hold_one_company_and_the_other_is_a_click_away(
    as_user, customer, paivi, monday
) -> None:
    other = factories.CustomerFactory(name="Sisaryhtiö Oy")
    services.name_superuser(other, paivi, at=monday, is_extra=True)
    mine = factories.registered_case(customer, by=paivi, at=monday, subject="Ensimmäinen")
    theirs = factories.registered_case(other, by=paivi, at=monday, subject="Toinen")
    client = as_user(paivi)

    before = client.get("/cases/").content.decode()
    client.post(f"/company/{other.pk}/choice/")
    after = client.get("/cases/").content.decode()

    assert ("Ensimmäinen" in before, "Toinen" in before) == (True, False)
    assert ("Ensimmäinen" in after, "Toinen" in after) == (False, True)
    for case in (mine, theirs):
        assert client.get(case.get_absolute_url()).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_takes_the_last_seat(customer, monday) -> None:
    named(customer, 1, at=monday)
    newcomers = [factories.UserFactory(), factories.UserFactory()]

    def take(person: User) -> str:
        try:
            services.name_superuser(customer, person, at=monday)
        except NoSeatLeft:
            return "full"
        else:
            return "seated"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        found = list(both.map(take, newcomers))

    assert sorted(found) == ["full", "seated"]
    assert customer.superusers.current().count() == 2


def test_who_has_got_a_role_meanwhile_gets_no_seat(customer, monday) -> None:
    person = factories.UserFactory()
    User.objects.filter(pk=person.pk).update(role=Role.SPECIALIST)

    with pytest.raises(SpeaksElsewhere):
        services.name_superuser(customer, person, at=monday)

    assert not SuperUser.objects.filter(user=person).exists()
