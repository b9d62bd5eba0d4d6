"""B1.4: one table says who may do what; the documentation and every address agree with it."""

from collections.abc import Iterator
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
# Addresses where a right alone decides between an answer and a refusal: any one of those named.
GOVERNED: dict[Right | tuple[Right, ...], tuple[str, ...]] = {
    Right.REGISTER: (
        *("cases:new", "cases:matches", "cases:solved", "cases:right", "cases:handing"),
        *("cases:draft", "cases:discarding", "cases:draft_files", "cases:draft_file"),
    ),
    Right.FOLLOW_OWN_CASES: ("cases:list", "cases:csv"),
    Right.SPEAK_FOR_CUSTOMER: ("cases:objection", "cases:rating", "cases:answer"),
    Right.ARRANGE_SUPERUSERS: (
        *("accounts:company", "accounts:invitations", "accounts:invitation_again"),
        *("accounts:withdrawal", "accounts:bills", "accounts:handover", "accounts:choice"),
        *("accounts:absence", "accounts:return"),
    ),
    Right.ARRANGE_SEATS: (
        *("cases:handover", "cases:invitations", "cases:invitation_again"),
        *("cases:invitation_withdrawal",),
    ),
    Right.READ_QUEUE: ("cases:queue",),
    Right.READ_CUSTOMERS: ("cases:customers", "cases:customer"),
    Right.WRITE_TO_CUSTOMERS: (
        *("cases:notes", "cases:questions", "cases:solution", "cases:continuation"),
    ),
    Right.HANDLE_CASES: (
        *("cases:handling", "cases:level", "cases:way_round", "cases:merging", "cases:links"),
        *("cases:unlinking", "cases:split"),
    ),
    Right.RECORD_TIME: ("cases:time",),
    Right.REGISTER_FOR_CALLERS: ("cases:new_for",),
    # The case of the table stands with the product department.
    Right.CARRY_PRODUCT_STAGES: ("cases:stage",),
    Right.CARRY_CONSULTING_STAGES: ("cases:quotations", "cases:withdrawal"),
    Right.RECORD_TRAINING: ("cases:certificates", "cases:certificate_withdrawal"),
    Right.LIFT_BLOCK: ("cases:lifts", "cases:lift_ending"),
    Right.WRITE_ARTICLES: (
        *("knowledgebase:write", "knowledgebase:preview", "knowledgebase:missed"),
        *("knowledgebase:remark", "knowledgebase:files", "knowledgebase:review"),
        *("knowledgebase:translation", "knowledgebase:restoring"),
        *("knowledgebase:finding_customers", "knowledgebase:finding_related"),
    ),
    Right.READ_REPORTS: (
        *("cases:reports", "cases:reports_csv", "cases:reports_xlsx", "cases:report_now"),
        *("cases:report_cases", "cases:report_cases_csv", "cases:report_cases_xlsx"),
    ),
    Right.READ_FEEDBACK: ("feedback:list", "feedback:seen"),
    Right.ADMINISTER: (
        *("admin:index", "admin:app_list", "admin:jsi18n", "admin:login", "admin:logout"),
        *("admin:password_change", "admin:password_change_done", "admin:view_on_site"),
    ),
    (Right.FOLLOW_OWN_CASES, Right.WRITE_TO_CUSTOMERS): ("cases:messages",),
    (Right.FOLLOW_OWN_CASES, Right.HANDLE_CASES): ("cases:type",),
    (Right.SPEAK_FOR_CUSTOMER, Right.WRITE_TO_CUSTOMERS): ("cases:reopening",),
    (Right.SPEAK_FOR_CUSTOMER, Right.HANDLE_CASES): (
        *("cases:closing", "cases:followers", "cases:unfollowing"),
    ),
}
# Every other address, and what decides there instead.
DECIDED_OTHERWISE = {
    "everybody has a page of their own": ("home",),
    "whoever sees the case: `visible_to`": (
        *("cases:case", "cases:receipt", "cases:deadlines", "cases:attachment"),
    ),
    "whose entry it is; of others', WITHDRAW_ANY_TIME": ("cases:time_withdrawal",),
    "whoever may read the article: `visible_to`": (
        *("knowledgebase:shelf", "knowledgebase:article", "knowledgebase:file"),
        *("knowledgebase:reading", "knowledgebase:vote"),
        *("knowledgebase:search", "knowledgebase:search_missed"),
    ),
    "all of SoftOne read it, WRITE_ARTICLES changes it": (
        *("knowledgebase:desk", "knowledgebase:worklist", "knowledgebase:statistics"),
        *("knowledgebase:pick", "knowledgebase:edit", "knowledgebase:versions"),
    ),
    "who sees the case, and WRITE_ARTICLES": ("cases:article_draft",),
    "one's own notices": ("notices:list", "notices:all_read", "notices:reading"),
    "one's own settings": (
        *("accounts:own", "accounts:confirmation", "accounts:language", "accounts:theme"),
    ),
    "who takes a seat over, and whoever has the link": ("accounts:takeover", "accounts:joining"),
    "logging in, one's own password": (
        *("account_login", "account_logout", "account_inactive", "account_reauthenticate"),
        *("account_change_password", "account_set_password", "account_reset_password"),
        *("account_reset_password_done", "account_reset_password_from_key"),
        *("account_reset_password_from_key_done",),
    ),
    "open to all": ("feedback:give", "information:page", "contact", "alive", "ready"),
    "refused to all who name no field to complete": ("admin:autocomplete",),
}
# What everybody gets who looks at an address that only takes forms, or posts to a mere page.
ALIKE = ({"302"}, {"405"})


def test_the_documentation_is_the_table() -> None:
    assert DOCUMENT.read_text() == as_markdown()


def test_every_right_is_somebodys_and_every_role_has_one() -> None:
    assert set(TABLE) == set(Right)
    assert all(TABLE.values())
    assert set().union(*TABLE.values()) == set(Who)


def _governed() -> Iterator[tuple[str, tuple[Right, ...]]]:
    for rights, names in GOVERNED.items():
        for name in names:
            yield name, rights if isinstance(rights, tuple) else (rights,)


def test_of_every_address_it_is_said_what_decides() -> None:
    """An address that is new stands in one of the two, and in one place only (B1.4)."""
    governed = [name for name, _rights in _governed()]
    otherwise = [name for names in DECIDED_OTHERWISE.values() for name in names]

    assert sorted([*governed, *otherwise]) == sorted({row.name for row in rows()})


@pytest.mark.parametrize(("name", "rights"), list(_governed()))
def test_the_table_of_addresses_agrees(name: str, rights: tuple[Right, ...]) -> None:
    """403 for exactly those without the right; what one may not even see is a 404 whatever else."""
    allowed = set().union(*(TABLE[right] for right in rights))
    answers = [_answers(method, name) for method in ("GET", "POST")]
    decided = [each for each in answers if each and set(each.values()) not in ALIKE]

    assert decided
    for each in decided:
        unseen = {who for who, cell in each.items() if cell == "404"}
        refused = {who for who, cell in each.items() if cell == "403"}
        assert refused == set(ACTOR_OF) - allowed - unseen


def _answers(method: str, name: str) -> dict[Who, str]:
    """What each gets who asks for what is ours, or for what is nobody's in particular."""
    found = [row for row in rows() if (row.method, row.name) == (method, name)]
    return {
        who: row.cells[actor]
        for row in found
        if row.whose in ("-", "ours")
        for who, actor in ACTOR_OF.items()
    }


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
