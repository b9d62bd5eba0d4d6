"""Staff read what people wrote; nobody else does (B13, B1.4)."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.choices import Role
from accounts.feedback import services
from accounts.feedback.models import Feedback
from accounts.feedback.selectors import PAGE_SIZE
from accounts.models import User
from tests.feedback.given import AT, give_feedback

LIST = reverse("feedback:list")
LogIn = Callable[[User], Client]


def texts(client: Client, **query: str) -> list[str]:
    return [row.text for row in client.get(LIST, query).context["rows"]]


@pytest.mark.parametrize("role", Role.values)
def test_every_role_of_the_desk_reads_feedback(
    logged_in: LogIn, specialist: User, feedback: Feedback, role: str
) -> None:
    User.objects.filter(pk=specialist.pk).update(role=role)

    assert texts(logged_in(specialist)) == [feedback.text]


def test_a_superuser_may_neither_read_nor_mark(
    logged_in: LogIn, superuser: User, feedback: Feedback
) -> None:
    own = give_feedback("Own.", by=superuser)
    client = logged_in(superuser)
    answers = [
        client.get(LIST),
        client.post(reverse("feedback:seen", args=[feedback.pk])),
        client.post(reverse("feedback:seen", args=[own.pk])),
        client.post(reverse("feedback:seen", args=[own.pk + 1])),
    ]

    assert [answer.status_code for answer in answers] == [403, 403, 403, 403]
    assert Feedback.objects.seen().count() == 0


def test_a_visitor_is_asked_to_log_in(visitor: Client, feedback: Feedback) -> None:
    answers = [visitor.get(LIST), visitor.post(reverse("feedback:seen", args=[feedback.pk]))]

    login = reverse("account_login")
    assert [answer["Location"].partition("?")[0] for answer in answers] == [login, login]


def test_the_url_chooses_between_unread_read_and_all(logged_in: LogIn, specialist: User) -> None:
    read, unread = give_feedback("Read."), give_feedback("Unread.")
    services.mark_seen(read, by=specialist, at=AT)
    client = logged_in(specialist)

    assert texts(client) == texts(client, show="unseen") == [unread.text]
    assert texts(client, show="seen") == [read.text]
    assert texts(client, show="all") == [unread.text, read.text]
    assert texts(client, show="nonsense", before="x") == [unread.text]


def test_marking_as_read_leads_back_to_the_same_filter(
    logged_in: LogIn, specialist: User, feedback: Feedback
) -> None:
    back = f"{LIST}?show=all"
    answer = logged_in(specialist).post(
        reverse("feedback:seen", args=[feedback.pk]), {"next": back}
    )

    feedback.refresh_from_db()
    assert answer["Location"] == back
    assert feedback.seen_by == specialist


def test_marking_as_read_sends_nobody_to_another_site(
    logged_in: LogIn, specialist: User, feedback: Feedback
) -> None:
    answer = logged_in(specialist).post(
        reverse("feedback:seen", args=[feedback.pk]), {"next": "https://evil.example/"}
    )

    assert answer["Location"] == LIST


def test_reading_alone_marks_nothing(
    logged_in: LogIn, specialist: User, feedback: Feedback
) -> None:
    answer = logged_in(specialist).get(reverse("feedback:seen", args=[feedback.pk]))

    assert answer.status_code == 405
    assert Feedback.objects.unseen().count() == 1


def test_absent_feedback_is_not_found(logged_in: LogIn, specialist: User) -> None:
    answer = logged_in(specialist).post(reverse("feedback:seen", args=[404]))

    assert answer.status_code == 404


def test_a_long_list_is_read_page_by_page_without_a_gap(logged_in: LogIn, specialist: User) -> None:
    given = [give_feedback(f"Number {number}").text for number in range(PAGE_SIZE + 2)]
    client = logged_in(specialist)
    first = client.get(LIST)
    second = client.get(LIST + first.context["older_url"])

    shown = [row.text for page in (first, second) for row in page.context["rows"]]
    assert shown == given[::-1]
    assert second.context["older_url"] is None


def test_markup_in_feedback_is_shown_as_text(logged_in: LogIn, specialist: User) -> None:
    give_feedback("<script>alert(1)</script>")

    page = logged_in(specialist).get(LIST).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_three_rows_cost_the_queries_of_one(
    logged_in: LogIn,
    specialist: User,
    superuser: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client = logged_in(specialist)
    give_feedback("One.", by=superuser)
    client.get(LIST, {"show": "all"})
    with CaptureQueriesContext(connection) as one:
        client.get(LIST, {"show": "all"})
    for text in ("Two.", "Three."):
        services.mark_seen(give_feedback(text, by=specialist), by=superuser, at=AT)
    with django_assert_num_queries(len(one)):
        client.get(LIST, {"show": "all"})
