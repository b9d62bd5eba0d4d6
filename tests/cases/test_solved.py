"""B3.4: an article answers while a case is being written; it ends kindly and is counted."""

import uuid

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from cases.models import Draft
from knowledgebase import services
from knowledgebase.choices import Audience
from knowledgebase.models import SolvedHere
from knowledgebase.search.services import take_changes

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(monday):
    facts = services.Facts(audience=Audience.PUBLIC)
    written = services.create_article(
        title="Lomarahan maksu", body="Maksa.", language="fi", facts=facts, by=None, at=monday
    )
    take_changes()
    return services.publish(written, since=monday, until=None, at=monday)


@pytest.fixture
def draft(customer, paivi, monday):
    return Draft.objects.create(
        key=uuid.uuid4(), author=paivi, customer=customer, fields={"subject": "x"}, saved_at=monday
    )


def address(article) -> str:
    return reverse("cases:solved", args=[article.pk])


def test_answers_stand_beside_the_form_with_the_way_to_say_so(
    as_user, paivi, article, draft
) -> None:
    take_changes()
    asked = {"subject": "lomarahat", "key": str(draft.key)}

    text = as_user(paivi).get(reverse("cases:matches"), asked).content.decode()

    assert "<mark>Lomarahan</mark> maksu" in text
    assert f"{address(article)}?draft={draft.key}" in text


def test_looking_changes_nothing(as_user, paivi, article, draft) -> None:
    answer = as_user(paivi).get(address(article), {"draft": str(draft.key)})

    assert answer.status_code == 200
    assert (Draft.objects.count(), SolvedHere.objects.count()) == (1, 0)


def test_solved_puts_the_draft_away_and_counts_once(as_user, paivi, article, draft) -> None:
    for _ in range(2):
        answer = as_user(paivi).post(address(article), {"draft": str(draft.key)})
        assert answer.status_code == 200

    assert Draft.objects.count() == 0
    assert SolvedHere.objects.filter(draft=draft.key).count() == 1


def test_a_colleagues_draft_stays(as_user, jouni, article, draft) -> None:
    as_user(jouni).post(address(article), {"draft": str(draft.key)})

    assert Draft.objects.get() == draft


@pytest.mark.parametrize("draft_key", ["", "x", "\0", "6f1d3c1e-7c6c-4f5e-9a59-1f0b7f6f2f11"])
def test_without_a_draft_it_is_counted_all_the_same(
    as_user, paivi, article, draft_key: str
) -> None:
    assert as_user(paivi).post(address(article), {"draft": draft_key}).status_code == 200
    assert SolvedHere.objects.count() == 1


def test_of_two_at_once_without_a_draft_one_is_counted(as_user, paivi, article, monday) -> None:
    def count() -> None:
        SolvedHere.objects.create(article=article, user=paivi, at=monday)

    count()
    with pytest.raises(IntegrityError, match="solved_once_without_a_draft"), transaction.atomic():
        count()

    assert as_user(paivi).post(address(article), {"draft": ""}).status_code == 200
    assert SolvedHere.objects.count() == 1
