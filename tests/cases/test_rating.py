"""B4.6: how it went, in the customer's own judgement."""

import pytest
from django.db import IntegrityError, transaction

from cases import services
from cases.models import Case, Rating
from cases.transitions import IllegalMove
from tests import factories
from tests.cases.steps import at, event_kinds, forget, handled, told

TEN, NOON = at(2026, 2, 2, 10), at(2026, 2, 2, 12)


@pytest.fixture
def done(case, mikko) -> Case:
    case = handled(case, by=mikko, at=TEN)
    forget()
    return Case.objects.get(pk=case.pk)


def rate(case: Case, score: int = 5, *, by, comment: str = "") -> Rating:
    return services.rate(case, score=score, comment=comment, by=by, at=NOON)


def test_the_customer_says_how_it_went(done, jouni, mikko) -> None:
    rate(done, 4, by=jouni, comment="Nopeasti.")

    rating = Rating.objects.get()
    assert (rating.case, rating.score, rating.comment, rating.rated_by, rating.rated_at) == (
        done,
        4,
        "Nopeasti.",
        jouni,
        NOON,
    )
    assert (event_kinds(done)[-1], told(mikko)) == ("rated", ["case.rated"])
    assert Case.objects.get(pk=done.pk).version == done.version + 1


def test_the_last_word_counts(done, paivi, jouni) -> None:
    rate(done, 5, by=paivi)
    rate(done, 2, by=jouni)

    rating = Rating.objects.get()
    assert (rating.score, rating.rated_by) == (2, jouni)
    assert event_kinds(done).count("rated") == 2


def test_the_same_judgement_twice_is_one(done, paivi) -> None:
    for _click in range(2):
        rate(done, by=paivi)

    assert event_kinds(done).count("rated") == 1


def test_an_open_case_is_not_rated(case, paivi) -> None:
    with pytest.raises(IllegalMove):
        rate(case, by=paivi)

    assert (Rating.objects.count(), event_kinds(case)) == (0, ["registered"])


def test_a_merged_case_is_not_rated(case, customer, paivi, mikko) -> None:
    into = factories.registered_case(customer, by=paivi, at=TEN)
    services.merge(case, into=into, tells=False, by=mikko, at=TEN)

    with pytest.raises(IllegalMove):
        rate(case, by=paivi)


@pytest.mark.parametrize("score", [0, 6])
def test_the_database_knows_no_other_score(done, paivi, score: int) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        rate(done, score, by=paivi)

    assert Rating.objects.count() == 0
