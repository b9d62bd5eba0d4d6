"""The cache holds nothing that is not written elsewhere: while it is away, pages work."""

import pytest
from django.core.cache import caches
from django.test import override_settings

NOWHERE = {
    "default": {
        "BACKEND": "softone_support.caches.ForgivingRedisCache",
        "LOCATION": "redis://127.0.0.1:1/0",
        "OPTIONS": {
            "serializer": "softone_support.caches.JsonSerializer",
            "socket_connect_timeout": 1,
        },
    }
}


@pytest.fixture
def without_cache():
    with override_settings(CACHES=NOWHERE):
        yield caches["default"]


def test_a_cache_that_is_away_is_an_empty_one(without_cache):
    without_cache.set("a", 1)

    assert (
        without_cache.get("a", "nothing"),
        without_cache.get_many(["a"]),
        without_cache.add("b", 1),
        without_cache.incr("c"),
        without_cache.delete("a"),
        without_cache.get_or_set("d", lambda: 4),
    ) == ("nothing", {}, True, 1, False, 4)


@pytest.mark.parametrize("page", ["/", "/cases/new/", "/notices/", "/contact/"])
def test_a_superuser_works_on_without_the_cache(without_cache, as_user, paivi, case, page):
    assert as_user(paivi).get(page).status_code == 200


def test_the_desk_works_on_without_the_cache(without_cache, as_user, mikko, case):
    client = as_user(mikko)

    assert [client.get(page).status_code for page in ("/queue/", case.get_absolute_url())] == [
        200,
        200,
    ]


def test_one_can_log_in_without_the_cache(without_cache, client, paivi):
    typed = {"login": paivi.email, "password": "kolme vihreaa kuusta"}

    assert client.post("/account/login/", typed).status_code == 302
