from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.choices import Role
from accounts.feedback.models import Feedback
from accounts.models import User
from tests.feedback.given import give_feedback


@pytest.fixture(autouse=True)
def nobody_has_given_any(db: None) -> None:
    cache.clear()


@pytest.fixture
def specialist() -> User:
    return User.objects.create_user(
        "mikko@softone.example",
        first_name="Mikko",
        last_name="Rinne",
        role=Role.SPECIALIST,
        language="en",
    )


@pytest.fixture
def superuser() -> User:
    return User.objects.create_user(
        "paivi@kivimaki.example", first_name="Päivi", last_name="Korhonen", language="en"
    )


@pytest.fixture
def logged_in() -> Callable[[User], Client]:
    def log_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return log_in


@pytest.fixture
def visitor() -> Client:
    return Client(headers={"accept-language": "en"})


@pytest.fixture
def feedback() -> Feedback:
    return give_feedback("The list is too long.")
