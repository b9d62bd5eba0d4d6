"""B2.1, B2.6: SuperUsers come and go in any order; seats and cases stay in order.

After every step: no seat was given beyond those granted at that moment, every open case has a
contact who speaks for the customer, and nobody's draft or following was lost.
`./run test --thorough` tries many more companies.
"""

import uuid
from datetime import timedelta
from itertools import count
from types import SimpleNamespace
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Q
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from accounts import movers
from accounts import services as people
from accounts.choices import CaseType, ProductKind
from accounts.models import CustomerModule, Invitation, SuperUser, User
from accounts.selectors.seats import seats_granted
from accounts.services import (
    InvitationOver,
    NoSeatLeft,
    NotAColleague,
    SeatEnded,
    SuccessorNeeded,
    TooManyInvitations,
)
from accounts.services.seats import token_of
from cases import services
from cases.models import Case, Draft
from tests import factories
from tests.cases.steps import at

number = st.integers(0, 20)
_names = count(1)


class LifeOfACompany(RuleBasedStateMachine):
    """One example: one customer, in a transaction that is rolled back."""

    cast: SimpleNamespace

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.now = at(2026, 2, 2, 9)
        self.customer = self.cast.customer
        self.taken = self.current().count()
        self.drafts = 0

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    def current(self) -> Any:
        return SuperUser.objects.current().filter(customer=self.customer).order_by("pk")

    def pick(self, rows: Any, which: int) -> Any:
        found = list(rows)
        return found[which % len(found)] if found else None

    # --- What people do -----------------------------------------------------------------------

    @rule(which=number, minutes=st.sampled_from([1, 60 * 24 * 8]))
    def time_passes(self, which: int, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule(which=number, replaced=st.booleans())
    def somebody_is_invited(self, which: int, replaced: bool) -> None:
        by = self.pick(self.current(), which)
        if by is None:
            return
        name = next(_names)
        try:
            people.invite(
                self.customer,
                email=f"uusi{name}@kivimaki.example",
                first_name="Uusi",
                last_name=f"Henkilö{name}",
                language="fi",
                by=by.user,
                at=self.now,
                replaces=self.pick(self.current(), which + 1) if replaced else None,
            )
        except NoSeatLeft:
            assert not replaced
        except TooManyInvitations:
            pass

    @rule(which=number)
    def somebody_joins(self, which: int) -> None:
        invitation = self.pick(Invitation.objects.filter(customer=self.customer), which)
        if invitation is None:
            return
        told = {"first_name": "Uusi", "last_name": "Henkilö", "phone": "", "language": "fi"}
        try:
            people.join(token_of(invitation), **told, password="kolme-vihreaa-kuusta", at=self.now)
        except InvitationOver:
            assert not invitation.is_open(self.now)
        except NoSeatLeft:
            assert self.current().count() >= seats_granted(self.customer.pk)

    @rule(which=number, other=number)
    def somebody_hands_over(self, which: int, other: int) -> None:
        seat, to = self.pick(self.current(), which), self.pick(self.current(), other)
        if seat is None:
            return
        try:
            people.hand_over(seat, to=to.user, by=seat.user, at=self.now)
        except NotAColleague:
            assert seat == to

    @rule(which=number)
    def somebody_leaves(self, which: int) -> None:
        seat = self.pick(self.customer.superusers.order_by("pk"), which)
        try:
            people.leave(seat, by=seat.user, at=self.now)
        except SeatEnded:
            assert seat.ended_on is not None
        except SuccessorNeeded:
            assert Case.objects.filter(contact=seat.user).exists() or self.drafts

    @rule(which=number, other=number)
    def staff_hand_over(self, which: int, other: int) -> None:
        seat = self.pick(self.customer.superusers.order_by("pk"), which)
        to = self.pick(self.current(), other)
        if to is None:
            return
        try:
            people.hand_over(seat, to=to.user, by=self.cast.manager, at=self.now)
        except SeatEnded:
            assert seat.ended_on is not None
        except NotAColleague:
            assert seat.user == to.user

    @rule(which=number)
    def staff_end_a_seat(self, which: int) -> None:
        seat = self.pick(self.customer.superusers.order_by("pk"), which)
        try:
            people.leave(seat, by=self.cast.manager, at=self.now)
        except SeatEnded:
            assert seat.ended_on is not None
        except SuccessorNeeded:
            assert movers.waits_for(seat.user, self.customer)
        else:
            invited = Invitation.objects.filter(accepted_at=None, withdrawn_at=None)
            assert not invited.filter(Q(invited_by=seat.user) | Q(replaces=seat)).exists()

    @rule(replaced=st.none() | number)
    def staff_invite(self, replaced: int | None) -> None:
        name = next(_names)
        try:
            people.invite(
                self.customer,
                email=f"uusi{name}@kivimaki.example",
                first_name="Uusi",
                last_name=f"Henkilö{name}",
                language="fi",
                by=self.cast.manager,
                at=self.now,
                replaces=None if replaced is None else self.pick(self.current(), replaced),
            )
        except NoSeatLeft:
            assert replaced is None or not self.current().exists()
        except TooManyInvitations:
            pass

    @rule()
    def a_module_is_bought(self) -> None:
        factories.licensed(self.customer, product=self.cast.go)

    @rule(which=number)
    def a_module_is_dropped(self, which: int) -> None:
        licence = self.pick(
            CustomerModule.objects.filter(customer=self.customer).exclude(module=self.cast.timer),
            which,
        )
        if licence:
            licence.delete()

    @rule(which=number)
    def a_case_is_registered(self, which: int) -> None:
        seat = self.pick(self.current(), which)
        if seat:
            services.register(
                self.customer,
                contact=seat.user,
                by=seat.user,
                case_type=CaseType.WISH,
                module=self.cast.timer,
                subject="Toive",
                description="Toivomme.",
                followers=[each.user for each in self.current()],
                key=uuid.uuid4(),
                at=self.now,
            )

    @rule(which=number)
    def a_draft_is_begun(self, which: int) -> None:
        seat = self.pick(self.current(), which)
        if seat:
            services.keep_draft(
                uuid.uuid4(), customer=self.customer, fields={}, by=seat.user, at=self.now
            )
            self.drafts += 1

    # --- What must hold -----------------------------------------------------------------------

    @invariant()
    def no_seat_is_given_beyond_those_granted(self) -> None:
        taken = self.current().count()
        assert taken <= max(self.taken, seats_granted(self.customer.pk)) <= 4
        self.taken = taken

    @invariant()
    def every_open_matter_is_somebodys_who_speaks_for_the_customer(self) -> None:
        speakers = User.objects.speaking_for(self.customer)
        assert not Case.objects.unhandled().exclude(contact__in=speakers).exists()
        assert not Draft.objects.exclude(author__in=speakers).exists()
        assert Draft.objects.count() == self.drafts

    @invariant()
    def nobody_follows_who_may_not_see(self) -> None:
        speakers = User.objects.speaking_for(self.customer)
        followed = Case.objects.unhandled().filter(followers__isnull=False)
        assert not followed.exclude(followers__user__in=speakers).exists()


def test_people_come_and_go_and_nothing_is_left_behind(
    request, customer, paivi, manager, monkeypatch
) -> None:
    # The real hasher is slow on purpose; no example looks at passwords.
    hashed = make_password("kolme-vihreaa-kuusta")
    monkeypatch.setattr(User, "set_password", lambda self, _raw: setattr(self, "password", hashed))
    LifeOfACompany.cast = SimpleNamespace(
        customer=customer,
        manager=manager,
        timer=factories.licensed(customer),
        go=factories.ProductFactory(kind=ProductKind.CLOUD),
    )

    run_state_machine_as_test(
        LifeOfACompany,
        settings=settings(
            max_examples=2_000 if request.config.getoption("--thorough") else 40,
            stateful_step_count=20,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
