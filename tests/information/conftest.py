import pytest
from django.core.cache import cache
from django.test import Client


@pytest.fixture(autouse=True)
def cold_cache(db: None) -> None:
    cache.clear()


@pytest.fixture
def visitor() -> Client:
    return Client(headers={"accept-language": "fi"})
