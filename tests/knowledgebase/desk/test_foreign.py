"""Whatever number an article's form carries, nothing but what may be chosen is taken (A3)."""

import pytest

from knowledgebase.models import Article

pytestmark = pytest.mark.django_db

HUGE = [0, -1, 2**31, 2**63 - 1, 2**63, 10**30, "1 OR 1=1", "ä", "1.0", "null"]


@pytest.mark.parametrize("field", ["module", "topic", "owner", "customers", "related"])
def test_what_is_not_there_is_no_choice(as_user, mikko, make, form, field: str) -> None:
    article, browser = make(), as_user(mikko)

    for value in HUGE:
        sent = form(article, body="Uusi", **{field: value})
        answer = browser.post(f"/knowledge/desk/articles/{article.key}/", sent)
        assert (value, answer.status_code) == (value, 422)
    assert article.texts.get().number == 1


def test_a_customers_person_owns_no_article(as_user, mikko, paivi, make, form) -> None:
    article = make()

    sent = form(article, owner=paivi.pk)
    answer = as_user(mikko).post(f"/knowledge/desk/articles/{article.key}/", sent)

    assert answer.status_code == 422


# "1.0" is a way to write the version that was opened.
@pytest.mark.parametrize("value", [value for value in HUGE if value != "1.0"])
def test_a_version_that_nobody_opened_overwrites_nothing(as_user, mikko, make, form, value) -> None:
    article = make()

    sent = form(article, body="Uusi", audience="staff", version=value, number=value)
    answer = as_user(mikko).post(f"/knowledge/desk/articles/{article.key}/", sent)

    assert answer.status_code in {409, 422}
    assert Article.objects.get().texts.get().number == 1


@pytest.mark.parametrize("kind", ["customers", "related"])
def test_looking_for_rows_takes_anything(as_user, mikko, make, kind: str) -> None:
    make()

    for value in [*HUGE, "\0", "%", "'"]:
        asked = {kind: value, f"find_{kind}": value, "article": value}
        assert as_user(mikko).get(f"/knowledge/desk/{kind}/", asked).status_code == 200


@pytest.mark.parametrize("path", ["", "versions/"])
def test_a_language_that_does_not_exist_is_the_originals(as_user, mikko, make, path: str) -> None:
    address = f"/knowledge/desk/articles/{make().key}/{path}"

    for value in ("de", "\0", "x" * 300):
        assert as_user(mikko).get(address, {"language": value}).status_code == 200
