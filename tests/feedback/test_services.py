"""Feedback is stored once, whoever clicks twice, and read by staff (B13)."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, connection, transaction

from accounts.feedback import services
from accounts.feedback.models import Feedback
from accounts.models import User
from tests.feedback.given import AT, give_feedback

KEY = uuid.UUID("7b1c3c80-5f5e-4a0e-9a52-0f3d1a2b3c4d")


def give(text: str = "Good.", *, by: User | None = None) -> Feedback:
    return services.give(text=text, page="/", language="en", key=KEY, by=by, at=AT)


def test_the_same_form_twice_is_one_feedback() -> None:
    first, second = give(), give()

    assert second == first
    assert Feedback.objects.count() == 1


def test_a_form_changed_after_it_was_sent_loses_nothing() -> None:
    give("Good.")
    give("Good, but slow.")

    assert set(Feedback.objects.values_list("text", flat=True)) == {"Good.", "Good, but slow."}


def test_a_key_of_somebody_else_does_not_swallow_what_one_writes(superuser: User) -> None:
    give()
    own = give(by=superuser)

    assert own.from_user == superuser


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_the_same_time_are_one_feedback() -> None:
    def click() -> int:
        try:
            return give().pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as clicks:
        made = {future.result() for future in [clicks.submit(click), clicks.submit(click)]}

    assert made == set(Feedback.objects.values_list("pk", flat=True))
    assert len(made) == 1


def test_the_first_reader_is_remembered(feedback: Feedback, specialist: User) -> None:
    was_first = services.mark_seen(feedback, by=specialist, at=AT)
    again = services.mark_seen(feedback, by=specialist, at=AT + timedelta(hours=1))

    feedback.refresh_from_db()
    assert (was_first, again) == (True, False)
    assert (feedback.seen_by, feedback.seen_at) == (specialist, AT)


def test_empty_feedback_is_refused_by_the_database() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        give_feedback("")


def test_staff_see_all_a_person_the_own_and_a_visitor_none(
    specialist: User, superuser: User
) -> None:
    own, other = give_feedback("Own.", by=superuser), give_feedback("Other.")

    assert set(Feedback.objects.visible_to(specialist)) == {own, other}
    assert set(Feedback.objects.visible_to(superuser)) == {own}
    assert set(Feedback.objects.visible_to(AnonymousUser())) == set()
