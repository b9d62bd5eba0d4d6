"""The feedback form: from every page, for everybody, nothing typed lost (B13)."""

import uuid
from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from redis.exceptions import ConnectionError as NoConnection

from accounts.feedback.models import MAX_LENGTH, Feedback
from accounts.models import User

GIVE = reverse("feedback:give")
LogIn = Callable[[User], Client]


def form(text: str = "The search finds nothing.", **changes: str) -> dict[str, str]:
    return {"text": text, "page": "/contact/", "key": str(uuid.uuid4()), **changes}


def stored() -> list[tuple[str, str, User | None, str]]:
    return [(row.text, row.page, row.from_user, row.language) for row in Feedback.objects.all()]


def test_a_visitor_gives_feedback_and_returns_to_the_page(visitor: Client) -> None:
    answer = visitor.post(GIVE, form())

    assert (answer.status_code, answer["Location"]) == (302, "/contact/")
    assert stored() == [("The search finds nothing.", "/contact/", None, "en")]


def test_a_person_gives_feedback_by_name(logged_in: LogIn, superuser: User) -> None:
    logged_in(superuser).post(GIVE, form())

    assert stored() == [("The search finds nothing.", "/contact/", superuser, "en")]


def test_the_thanks_stand_on_the_page_one_came_from(visitor: Client) -> None:
    page = visitor.post(GIVE, form(), follow=True)

    assert "Thank you. We read everything that you write." in page.content.decode()


def test_the_form_knows_the_page_and_has_a_key_of_its_own(visitor: Client) -> None:
    first = visitor.get(GIVE, {"page": "/contact/"}).context["form"]
    second = visitor.get(GIVE, {"page": "/contact/"}).context["form"]

    assert first["page"].value() == "/contact/"
    assert first["key"].value() != second["key"].value()


def test_the_search_words_of_a_page_are_not_stored(visitor: Client) -> None:
    answer = visitor.post(GIVE, form(page="/information/privacy/?q=Virtanen"))

    assert answer["Location"] == "/information/privacy/?q=Virtanen"
    assert Feedback.objects.get().page == "/information/privacy/"


@pytest.mark.parametrize(
    "page",
    ["https://evil.example/", "//evil.example/", r"/\evil.example", "/\t/evil.example", "x" * 9],
)
def test_nobody_is_sent_to_another_site(visitor: Client, page: str) -> None:
    answer = visitor.post(GIVE, form(page=page))

    assert answer["Location"] == "/"
    assert Feedback.objects.get().page == ""


def test_a_double_click_gives_one(visitor: Client) -> None:
    twice = form()
    answers = [visitor.post(GIVE, twice), visitor.post(GIVE, twice)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Feedback.objects.count() == 1


@pytest.mark.parametrize("key", ["", "not a key"])
def test_a_lost_key_does_not_stop_anybody(visitor: Client, key: str) -> None:
    answer = visitor.post(GIVE, form(key=key))

    assert answer.status_code == 302
    assert Feedback.objects.count() == 1


def test_an_empty_form_is_told_what_to_write(visitor: Client) -> None:
    answer = visitor.post(GIVE, form("  "))

    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        "text": ["Write what you think of the page. One sentence is enough."]
    }


def test_a_text_too_long_is_refused_whole_and_kept(visitor: Client) -> None:
    text = "a" * (MAX_LENGTH + 1)
    answer = visitor.post(GIVE, form(text))

    assert answer.status_code == 422
    assert answer.context["form"].errors["text"] == ["At most 4000 characters fit, this has 4001."]
    assert text in answer.content.decode()
    assert not Feedback.objects.exists()


def test_the_sixth_in_ten_minutes_waits_and_keeps_its_text(visitor: Client) -> None:
    for number in range(5):
        visitor.post(GIVE, form(f"Number {number}"))
    answer = visitor.post(GIVE, form("Number 5"))

    assert answer.status_code == 429
    assert "many messages in a short while" in answer.content.decode()
    assert "Number 5</textarea>" in answer.content.decode()
    assert Feedback.objects.count() == 5


def test_a_second_click_costs_no_turn(visitor: Client) -> None:
    for number in range(4):
        visitor.post(GIVE, form(f"Number {number}"))
    last = form("The last one")
    answers = [visitor.post(GIVE, last), visitor.post(GIVE, last)]

    assert [answer.status_code for answer in answers] == [302, 302]


def test_one_writer_does_not_use_up_the_turns_of_another(
    visitor: Client, logged_in: LogIn, superuser: User
) -> None:
    for number in range(6):
        visitor.post(GIVE, form(f"Number {number}"))
    elsewhere = visitor.post(GIVE, form(), REMOTE_ADDR="192.0.2.7")
    by_name = logged_in(superuser).post(GIVE, form())

    assert (elsewhere.status_code, by_name.status_code) == (302, 302)


def test_a_cache_that_is_away_stops_nobody(
    visitor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*args: object, **kwargs: object) -> None:
        raise NoConnection

    monkeypatch.setattr(cache, "add", gone)
    answer = visitor.post(GIVE, form())

    assert answer.status_code == 302
    assert Feedback.objects.count() == 1


def test_a_form_without_its_token_is_refused() -> None:
    answer = Client(enforce_csrf_checks=True).post(GIVE, form())

    assert answer.status_code == 403
    assert not Feedback.objects.exists()
