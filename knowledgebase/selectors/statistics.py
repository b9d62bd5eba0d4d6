"""How articles are read and whether they help: a handful of queries whatever the size (B9)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext as _

from accounts.models import Module
from accounts.timewords import local
from knowledgebase.choices import Verdict
from knowledgebase.models import Article, Reading, SolvedHere, Vote
from knowledgebase.selectors.desk_list import percent
from knowledgebase.selectors.titles import titled

MOST_SHOWN = 100
STALE_AFTER = timedelta(days=365)
# What the address may ask for, in days; 0 is all of it.
PERIODS = (30, 90, 365, 0)


@dataclass(frozen=True)
class Figures:
    """What is counted of one article, of a module, of all."""

    articles: int = 0
    readings: int = 0
    readers: int = 0
    votes: int = 0
    good: int = 0
    avoided: int = 0
    stale: int = 0

    @property
    def helped(self) -> int | None:
        return percent(self.good, self.votes)

    def __add__(self, other: "Figures") -> "Figures":
        names = Figures.__dataclass_fields__
        return Figures(**{name: getattr(self, name) + getattr(other, name) for name in names})


@dataclass(frozen=True)
class Line:
    """One row of a table. `key` leads to the article, when it is one."""

    name: str
    figures: Figures
    key: str = ""
    note: str = ""


@dataclass(frozen=True)
class Statistics:
    total: Figures
    modules: list[Line]
    articles: list[Line]
    is_cut: bool


def statistics(days: int, *, at: datetime) -> Statistics:
    """What readers did in the last `days`, 0 for ever; published articles first by readers."""
    since = at - timedelta(days=days) if days else None
    counted = _counted(since, at)
    names = {module.pk: module.name for module in Module.objects.all()}
    lines: list[Line] = []
    modules: dict[str, Figures] = defaultdict(Figures)
    for row in titled(Article.objects.published(at)).values_list("pk", "key", "title", "module"):
        figures = counted[row[0]] + Figures(articles=1)
        module = names.get(row[3], _("All modules"))
        modules[module] += figures
        lines.append(Line(row[2], figures, key=row[1], note=module))
    lines.sort(key=lambda line: (-line.figures.readers, line.name.casefold()))
    return Statistics(
        total=sum(modules.values(), Figures()),
        modules=sorted(
            (Line(name, figures) for name, figures in modules.items()),
            key=lambda line: (-line.figures.readers, line.name.casefold()),
        ),
        articles=lines[:MOST_SHOWN],
        is_cut=len(lines) > MOST_SHOWN,
    )


def _counted(since: datetime | None, at: datetime) -> dict[int, Figures]:
    """What readers did with each article, and whether nobody has checked it for a year."""
    found: dict[int, Figures] = defaultdict(Figures)
    readings = Reading.objects.filter(last_at__gte=since) if since else Reading.objects.all()
    votes = Vote.objects.filter(at__gte=since) if since else Vote.objects.all()
    solved = SolvedHere.objects.filter(at__gte=since) if since else SolvedHere.objects.all()
    for row in _grouped(readings, readers=Count("pk"), readings=Sum("times")):
        found[row.pop("article")] += Figures(**row)
    good = Count("pk", filter=Q(verdict=Verdict.HELPED))
    for row in _grouped(votes, votes=Count("pk"), good=good):
        found[row.pop("article")] += Figures(**row)
    for row in _grouped(solved, avoided=Count("pk")):
        found[row.pop("article")] += Figures(**row)
    for pk in stale_articles(at).values_list("pk", flat=True):
        found[pk] += Figures(stale=1)
    return found


def stale_articles(at: datetime) -> Any:
    """Published articles that nobody has checked for a year, or never since they were made."""
    year_ago = local(at).date() - STALE_AFTER
    never = Q(reviewed_on__isnull=True, created_at__lt=at - STALE_AFTER)
    return Article.objects.published(at).filter(Q(reviewed_on__lt=year_ago) | never)


def _grouped(rows: Any, **counted: Any) -> Iterable[dict[str, Any]]:
    return rows.order_by().values("article").annotate(**counted)
