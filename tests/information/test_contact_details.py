"""The ways to reach us: one row, on every page, soon everywhere after a change (B13)."""

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks
from redis.exceptions import ConnectionError as NoConnection

from accounts.information import services
from accounts.information.models import ContactDetails


def change(on_commit: DjangoCaptureOnCommitCallbacks, *, phone: str) -> None:
    details = ContactDetails.load()
    details.phone = phone
    with on_commit(execute=True):
        services.change_contact_details(details)


def test_the_source_gives_no_phone_number_so_none_is_there() -> None:
    assert ContactDetails.load().phone == ""


def test_a_second_row_is_refused_by_the_database() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactDetails.objects.create(pk=2)


def test_the_details_are_asked_of_the_database_once(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    first = ContactDetails.load()

    with django_assert_num_queries(0):
        again = ContactDetails.load()
    assert again.support_email == first.support_email


def test_a_change_shows_at_once(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    change(django_capture_on_commit_callbacks, phone="010 000 0000")

    assert ContactDetails.load().phone == "010 000 0000"


def test_without_the_cache_the_database_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*args: object, **kwargs: object) -> None:
        raise NoConnection

    monkeypatch.setattr(cache, "get", gone)

    assert ContactDetails.load().pk == ContactDetails.ONLY


def test_the_contact_page_shows_a_phone_number_only_when_there_is_one(
    visitor: Client,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    before = visitor.get(reverse("contact")).content.decode()
    change(django_capture_on_commit_callbacks, phone="010 000 0000")
    after = visitor.get(reverse("contact")).content.decode()

    assert 'href="tel:' not in before
    assert 'href="tel:0100000000"' in after
    assert 'href="mailto:tuki@softone.example"' in after
