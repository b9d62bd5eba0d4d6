"""The demo's knowledge base: the articles of `articles/`, with owners, readers and votes."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from accounts.choices import Role
from accounts.models import User
from accounts.timewords import local
from knowledgebase import services
from knowledgebase.choices import Audience, Verdict
from knowledgebase.folder.gathering import gather
from knowledgebase.models import Article, ArticleText, Reading, Vote
from knowledgebase.services.importing import AT_ONCE, Import
from knowledgebase.services.relating import relate

ARTICLES = Path(__file__).parent / "articles"

_OLDEST = timedelta(days=400)
_READ_WITHIN = timedelta(days=45)
_CHANGED = 4
_CHANGED_AGO = timedelta(days=2)
_ADDED = "Jos näkymä on teillä erilainen, tarkista ohjelman versio kohdasta **Ohje → Tietoja**."
# Few articles are read a lot, many a little.
_MOST_READ = 60
_READ_EACH = 14
_VERDICTS = (
    *[(Verdict.HELPED, "")] * 9,
    (Verdict.UNANSWERED, "Meillä on kaksi palkkaryhmää. Tehdäänkö tämä molemmille erikseen?"),
    (Verdict.UNCLEAR, "En löytänyt kohdan 2 painiketta. Kuva auttaisi."),
    (Verdict.UNRELATED, ""),
    (Verdict.UNANSWERED, ""),
)


def load_articles(folder: Path = ARTICLES, *, now: datetime) -> int:
    """Bring the articles of a folder, if it is there; return how many there are."""
    if not folder.is_dir():
        return 0
    # The same choices every time: a demo is the same wherever it is shown.
    chance = Random(7)  # noqa: S311
    desk = list(User.objects.filter(role=Role.SPECIALIST).order_by("email"))
    _write(folder, desk, now=now)
    _give_owners(desk, now=now, chance=chance)
    _let_read(now=now, chance=chance)
    _change_some(now=now, by=desk[0])
    return Article.objects.count()


def _write(folder: Path, desk: Sequence[User], *, now: datetime) -> None:
    """Each batch is another specialist's, and a little younger than the one before."""
    bundles = gather(folder).bundles
    batches = [bundles[start : start + AT_ONCE] for start in range(0, len(bundles), AT_ONCE)]
    for place, batch in enumerate(batches):
        at = now - _OLDEST * (len(batches) - place) / (len(batches) + 1)
        Import(at=at, by=desk[place % len(desk)]).take(batch)
    relate(bundles)


def _give_owners(desk: Sequence[User], *, now: datetime, chance: Random) -> None:
    today = local(now).date()
    articles = list(Article.objects.order_by("key"))
    for article in articles:
        article.owner = desk[(article.module_id or 0) % len(desk)]
        article.reviewed_on = local(article.created_at).date()
        article.review_on = today + timedelta(days=chance.randint(-20, 300))
    Article.objects.bulk_update(articles, ["owner", "reviewed_on", "review_on"], batch_size=500)


def _let_read(*, now: datetime, chance: Random) -> None:
    """SuperUsers read what is for everybody; some of them say whether it helped."""
    texts = list(
        ArticleText.objects.filter(article__audience=Audience.PUBLIC, language="fi").order_by("pk")
    )
    chance.shuffle(texts)
    weights = [1 / (place + 3) for place in range(len(texts[:_MOST_READ]))]
    readings, votes = [], []
    for person in User.objects.filter(role="").order_by("email") if texts else ():
        chosen = chance.choices(texts[:_MOST_READ], weights, k=_READ_EACH)
        for text in {each.pk: each for each in chosen}.values():
            at = now - chance.random() * _READ_WITHIN - 2 * _CHANGED_AGO
            seen = {"user": person, "article_id": text.article_id, "language": text.language}
            seen["number"] = text.number
            readings.append(Reading(**seen, times=chance.randint(1, 4), first_at=at, last_at=at))
            if chance.random() < 0.3:
                verdict, comment = chance.choice(_VERDICTS)
                votes.append(Vote(**seen, verdict=verdict, comment=comment, at=at))
    Reading.objects.bulk_create(readings)
    Vote.objects.bulk_create(votes)


def _change_some(*, now: datetime, by: User) -> None:
    """A few of those that Päivi Korhonen has read say more since."""
    read = Reading.objects.filter(user__email="paivi.korhonen@kivimaki.example")
    texts = ArticleText.objects.filter(article__in=read.values("article"), language="fi")
    for text in texts.select_related("article").order_by("pk")[:_CHANGED]:
        services.write_text(
            text.article,
            language=text.language,
            title=text.title,
            body=f"{text.body}\n\n{_ADDED}",
            seen=text.number,
            by=by,
            at=now - _CHANGED_AGO,
        )
