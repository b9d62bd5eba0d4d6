"""The demo's knowledge base: read, voted on, with owners, and changed for whom it shows (B9)."""

from datetime import datetime
from pathlib import Path

from accounts.models import Customer, User
from knowledgebase.models import Article, Reading
from knowledgebase.selectors.shelf import Knowledge
from softone_support.demo.articles import load_articles
from tests import factories


def test_without_its_folder_there_are_no_articles(tmp_path: Path, monday: datetime) -> None:
    assert load_articles(tmp_path / "none", now=monday) == 0


def test_articles_have_owners_readers_and_changes(
    tmp_path: Path, customer: Customer, mikko: User, monday: datetime
) -> None:
    reader = factories.superuser_of(customer, email="paivi.korhonen@kivimaki.example")
    for number in range(30):
        front = f"---\ntitle: Ohje {number}\naudience: public\n---\n\nTeksti."
        (tmp_path / f"ohje-{number:02}.md").write_text(front, "utf-8")

    assert load_articles(tmp_path, now=monday) == 30

    assert not Article.objects.filter(owner=None).exists()
    assert not Article.objects.filter(review_on=None).exists()
    assert Reading.objects.filter(user=reader, last_at__lte=monday).exists()
    assert Knowledge(reader, language="fi", at=monday).changed_since_read()
