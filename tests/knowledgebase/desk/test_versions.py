"""What an article once said, and how it differs (B9)."""

import pytest

from knowledgebase import services
from knowledgebase.differences import Piece, Row, differences

pytestmark = pytest.mark.django_db


def change(article, body: str, seen: int, mikko, monday, note: str = "") -> None:
    services.write_text(
        article, language="fi", title="P", body=body, seen=seen, by=mikko, at=monday, note=note
    )


def test_every_version_says_who_when_and_what(as_user, mikko, make, monday) -> None:
    article = make()
    change(article, "Uusi teksti", 1, mikko, monday, note="uusi valikko")

    page = as_user(mikko).get(f"/knowledge/desk/articles/{article.key}/versions/")

    assert [(each.number, note) for each, note in page.context["rows"]] == [
        (2, "uusi valikko"),
        (1, ""),
    ]


def test_any_two_versions_are_compared(as_user, mikko, make, monday) -> None:
    article = make(body="yksi")
    change(article, "kaksi", 1, mikko, monday)
    change(article, "kolme", 2, mikko, monday)
    address = f"/knowledge/desk/articles/{article.key}/versions/"

    page = as_user(mikko).get(address, {"old": 3, "new": 1}).content.decode()
    nonsense = as_user(mikko).get(address, {"old": "ä", "new": 10**30, "language": "xx"})

    assert "<del>yksi</del>" in page and "<ins>kolme</ins>" in page
    assert "<del>kaksi</del>" in nonsense.content.decode()


def test_restoring_makes_a_new_version(as_user, mikko, make, monday) -> None:
    article = make(body="Vanha")
    change(article, "Uusi", 1, mikko, monday)
    first = article.texts.get().versions.get(number=1)
    address = f"/knowledge/desk/articles/{article.key}/versions/{first.pk}/"

    as_user(mikko).post(address, {"seen": 2})

    text = article.texts.get()
    assert (text.number, text.body) == (3, "Vanha")


def test_restoring_stops_when_somebody_has_saved(as_user, mikko, make, monday) -> None:
    article = make(body="Vanha")
    change(article, "Uusi", 1, mikko, monday)
    first = article.texts.get().versions.get(number=1)
    address = f"/knowledge/desk/articles/{article.key}/versions/{first.pk}/"

    for seen in ("1", "", "ä"):
        assert as_user(mikko).post(address, {"seen": seen}).status_code == 409
    assert article.texts.get().body == "Uusi"


def test_a_version_of_another_article_is_not_there(as_user, mikko, make) -> None:
    article, other = make(), make("Toinen")
    foreign = other.texts.get().versions.get()
    address = f"/knowledge/desk/articles/{article.key}/versions/{foreign.pk}/"

    assert as_user(mikko).post(address, {"seen": 1}).status_code == 404


def test_lines_of_equal_number_differ_by_words() -> None:
    assert differences("a b c", "a X c") == [
        Row("removed", (Piece("a "), Piece("b", differs=True), Piece(" c"))),
        Row("added", (Piece("a "), Piece("X", differs=True), Piece(" c"))),
    ]


def test_what_stays_the_same_is_folded() -> None:
    old = "\n".join(str(number) for number in range(20))

    rows = differences(old, f"{old}\nuusi")

    assert [(row.kind, row.count) for row in rows] == [
        ("folded", 18),
        ("same", 0),
        ("same", 0),
        ("added", 0),
    ]
