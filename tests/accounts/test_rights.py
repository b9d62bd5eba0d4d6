"""B1.4: one table says who may do what; the documentation and every address agree with it."""

from pathlib import Path

import pytest

from accounts.choices import Role
from accounts.models import User
from accounts.rights import TABLE, Right, Who, has_right, who_is
from accounts.rolewords import as_markdown
from tests import factories
from tests.access.matrix import rows

DOCUMENT = Path(__file__).parents[2] / "docs" / "roles.md"
ACTOR_OF = {
    Who.SUPERUSER: "own",
    Who.SPECIALIST: "specialist",
    Who.CONSULTANT: "consultant",
    Who.PRODUCT: "product",
    Who.MANAGER: "manager",
    Who.ADMINISTRATOR: "administrator",
}
# Addresses where the right alone decides between a page and a refusal.
GOVERNED = {
    "cases:new": Right.REGISTER,
    "cases:list": Right.REGISTER,
    "cases:right": Right.REGISTER,
    "cases:queue": Right.READ_QUEUE,
    "cases:customers": Right.READ_CUSTOMERS,
    "cases:new_for": Right.REGISTER_FOR_CALLERS,
    "cases:reports": Right.READ_REPORTS,
    "cases:report_cases": Right.READ_REPORTS,
    "feedback:list": Right.READ_FEEDBACK,
    "accounts:company": Right.ARRANGE_SUPERUSERS,
    "cases:handover": Right.ARRANGE_SEATS,
    "admin:index": Right.ADMINISTER,
}


def test_the_documentation_is_the_table() -> None:
    assert DOCUMENT.read_text() == as_markdown()


def test_every_right_is_somebodys_and_every_role_has_one() -> None:
    assert set(TABLE) == set(Right)
    assert all(TABLE.values())
    assert set().union(*TABLE.values()) == set(Who)


@pytest.mark.parametrize(("name", "right"), GOVERNED.items())
def test_the_table_of_addresses_agrees(name: str, right: Right) -> None:
    found = [row for row in rows() if row.method == "GET" and row.name == name]

    refused = {
        who
        for who, actor in ACTOR_OF.items()
        if {row.cells[actor] for row in found if row.whose in ("-", "ours")} == {"403"}
    }

    assert refused == set(ACTOR_OF) - TABLE[right]


def test_a_duty_adds_to_the_role() -> None:
    consultant = User(role=Role.CONSULTANT, is_trainer=True)

    assert who_is(consultant) == {Who.CONSULTANT, Who.TRAINER}
    assert has_right(consultant, Right.RECORD_TRAINING)
    assert not has_right(consultant, Right.LIFT_BLOCK)


def test_a_duty_without_a_role_counts_for_nothing() -> None:
    assert who_is(User(is_trainer=True)) == {Who.SUPERUSER}


@pytest.mark.django_db
def test_an_editor_opens_the_pages_of_information_and_nothing_else(as_user) -> None:
    editor = factories.staff(Role.PRODUCT, is_staff=True, is_editor=True)
    client = as_user(editor)

    assert client.get("/admin/information/informationpage/").status_code == 200
    assert client.get("/admin/accounts/user/").status_code == 403


@pytest.mark.django_db
def test_the_privacy_officer_reads_exceptions_and_changes_none(as_user) -> None:
    officer = factories.staff(Role.MANAGER, is_staff=True, is_privacy_officer=True)
    client = as_user(officer)

    assert client.get("/admin/cases/supportdecision/").status_code == 200
    assert client.get("/admin/accounts/reprieve/").status_code == 200
    assert client.get("/admin/accounts/reprieve/add/").status_code == 403
    assert client.get("/admin/accounts/user/").status_code == 403
