"""B5: what is at stake is seen and heard at once, and changes no deadline."""

import uuid

from django.urls import reverse

from accounts.choices import CaseType
from cases import services
from tests import factories
from tests.cases.advice.conftest import TEN
from tests.cases.steps import page_of, told

QUEUE = reverse("cases:queue")


def test_what_is_at_stake_changes_no_deadline(customer, paivi, stake) -> None:
    plain = factories.registered_case(customer, by=paivi, at=stake.received_at)

    assert (stake.level_id, stake.next_due_at) == (plain.level_id, plain.next_due_at)


def test_what_is_at_stake_is_seen_in_the_queue_and_on_the_case(
    as_user, stake, customer, paivi, mikko, english
) -> None:
    plain = factories.registered_case(customer, by=paivi, at=TEN)
    client = as_user(mikko)

    queue = client.get(QUEUE).content.decode()
    pages = [client.get(page_of("case", case)).content.decode() for case in (stake, plain)]

    assert queue.count('<span class="stake">') == 1
    assert ["Payroll or month end at stake" in page for page in pages] == [True, False]


def test_the_team_hears_at_once_of_what_is_at_stake(
    as_user, stake, customer, paivi, mikko, english
) -> None:
    factories.registered_case(customer, by=paivi, at=TEN)

    assert told(mikko) == ["case.registered"]
    notices = as_user(mikko).get(reverse("notices:list")).content.decode()
    assert "Payroll or month end is at stake." in notices


def test_what_goes_on_in_another_case_is_at_stake_there(stake, customer, paivi, mikko) -> None:
    other = factories.registered_case(customer, by=paivi, at=TEN)

    services.merge(stake, into=other, tells=False, by=mikko, at=TEN)

    other.refresh_from_db()
    assert other.at_stake


def test_a_second_matter_of_the_message_is_not_at_stake(stake, mikko) -> None:
    new = services.split(
        stake,
        message=stake.messages.get(),
        subject="Toinen asia",
        case_type=CaseType.WISH,
        module=stake.module,
        level=None,
        key=uuid.uuid4(),
        by=mikko,
        at=TEN,
    )

    assert (new.at_stake, hasattr(new, "facts")) == (False, False)
