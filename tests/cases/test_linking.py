"""Cases that belong together, and who sees that they do."""

import pytest

from accounts.choices import Role
from cases import services
from cases.choices import LinkKind
from cases.models import Case, CaseLink
from cases.transitions import IllegalMove
from tests import factories
from tests.cases.steps import at, at_once, event_kinds, forget, told

TEN = at(2026, 2, 2, 10)


@pytest.fixture
def other(customer, jouni, monday) -> Case:
    return factories.registered_case(customer, by=jouni, at=monday)


def link(case: Case, other: Case, *, by, kind: LinkKind = LinkKind.SAME_FAULT_AS) -> CaseLink:
    return services.link(case, other=other, kind=kind, by=by, at=TEN)


def test_a_link_says_what_one_case_is_to_the_other_and_tells_nobody(
    case, other, mikko, paivi
) -> None:
    forget()

    found = link(case, other, by=mikko)

    assert (found.case, found.other, found.kind) == (case, other, LinkKind.SAME_FAULT_AS)
    event = case.events.last()
    assert (event.kind, event.by, event.other) == ("linked", mikko, other)
    assert (Case.objects.get(pk=case.pk).version, told(paivi)) == (2, [])


def test_said_again_it_is_the_same_link(case, other, mikko) -> None:
    assert link(case, other, by=mikko) == link(case, other, by=mikko)

    assert event_kinds(case) == ["registered", "linked"]


def test_the_later_meaning_counts(case, other, mikko) -> None:
    link(case, other, by=mikko)

    link(case, other, by=mikko, kind=LinkKind.FOLLOW_UP_OF)

    assert CaseLink.objects.get().kind == LinkKind.FOLLOW_UP_OF
    assert event_kinds(case).count("linked") == 2


def test_a_case_is_not_linked_to_itself(case, mikko) -> None:
    with pytest.raises(IllegalMove):
        link(case, case, by=mikko)

    assert event_kinds(case) == ["registered"]


def test_a_link_is_taken_away_once(case, other, mikko) -> None:
    found = link(case, other, by=mikko)

    for _click in range(2):
        services.unlink(CaseLink(pk=found.pk, case=case, other=other), by=mikko, at=TEN)

    assert CaseLink.objects.count() == 0
    assert event_kinds(case) == ["registered", "linked", "unlinked"]


def test_a_customer_sees_a_link_only_when_both_cases_are_theirs(
    case, other, stranger, paivi, mikko
) -> None:
    theirs = factories.registered_case(stranger.memberships.get().customer, by=stranger, at=TEN)
    own, across = link(case, other, by=mikko), link(case, theirs, by=mikko)

    seen = {person: set(CaseLink.objects.visible_to(person)) for person in (paivi, stranger, mikko)}

    assert seen == {paivi: {own}, stranger: set(), mikko: {own, across}}


def test_that_links_come_and_go_is_the_desks_own(case, other, paivi, mikko) -> None:
    services.unlink(link(case, other, by=mikko), by=mikko, at=TEN)

    seen = {
        person: list(
            case.events.model.objects.visible_to(person)
            .filter(case=case)
            .order_by("pk")
            .values_list("kind", flat=True)
        )
        for person in (paivi, mikko)
    }

    assert seen == {paivi: ["registered"], mikko: ["registered", "linked", "unlinked"]}


def test_two_cases_have_one_link_whichever_says_it(case, other, mikko) -> None:
    link(case, other, by=mikko)

    link(other, case, by=mikko, kind=LinkKind.FOLLOW_UP_OF)

    found = CaseLink.objects.values_list("case", "other", "kind").get()
    assert found == (other.pk, case.pk, LinkKind.FOLLOW_UP_OF)


@pytest.mark.django_db(transaction=True)
def test_two_people_linking_crosswise_wait_for_each_other_and_do_not_get_stuck() -> None:
    customer = factories.CustomerFactory()
    paivi, module = factories.superuser_of(customer), factories.licensed(customer)
    staff = [factories.staff(Role.SPECIALIST) for _person in range(2)]

    for _round in range(4):
        one, two = (
            factories.registered_case(customer, by=paivi, module=module, at=TEN)
            for _case in range(2)
        )

        at_once(
            lambda one=one, two=two: link(one, two, by=staff[0]),
            lambda one=one, two=two: link(two, one, by=staff[1]),
        )

        assert CaseLink.objects.filter(case__in=[one, two]).count() == 1
