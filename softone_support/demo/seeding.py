"""A great many cases for measuring speed, written by COPY; everything stays consistent."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import accumulate
from random import Random

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.db.models import Model

from accounts.choices import Industry, Language, Role, Theme
from accounts.models import Customer, CustomerModule, IndustryTeam, Module, SuperUser, User
from cases.models import Case, CaseEvent, CaseFacts, Message, Question, Quotation
from sla.goals import goals_in_use
from sla.hours import calendar_in_use
from sla.models import Clock, ClockEvent, ClockPause, ServiceLevel
from softone_support.demo import people, seed_tables, seed_words
from softone_support.demo.copying import copy, lines, take_ids, take_numbers
from softone_support.demo.seed_lives import Draft, Lives
from softone_support.demo.seed_rows import Scribe
from softone_support.demo.seed_tables import Batch, Company, Names, names_of
from softone_support.demo.seed_words import Writer

BATCH = 2500
# Above the business ids of the demo's own content, so that both may share a database.
_FIRST_BUSINESS_NUMBER = 9_600_000
_SUPERUSERS_EACH = 2
_MODULES_EACH = 5
_CUSTOMER_FOR = timedelta(days=4 * 365)
_TABLES: tuple[type[Model], ...] = (
    *(Customer, CustomerModule, User, SuperUser),
    *(Clock, ClockPause, ClockEvent, Case, CaseFacts, Message, Question, Quotation, CaseEvent),
)

Progress = Callable[[int], None]


def seed(*, cases: int, customers: int, replies: int, now: datetime, progress: Progress) -> None:
    """Add so many customers, and cases that only they have. `progress` hears how many there are.

    Each batch of cases is one transaction, so an interrupted seed leaves whole cases behind.
    """
    calendar = calendar_in_use()
    today = calendar.work.local_date(now)
    random = Random(f"{now:%Y-%m-%d} {Customer.objects.count()}")  # noqa: S311 — no secret
    with transaction.atomic():
        _provide_desk(today=today)
        companies = _add_companies(customers, today=today, random=random)
    lives = Lives(
        *(calendar.work, ServiceLevel.objects.in_bulk(), goals_in_use()),
        now=now,
        random=random,
        replies=replies,
    )
    scribe = Scribe((calendar.id, calendar.version), now=now, random=random, writer=Writer(random))
    author = Author(companies, lives, scribe, random)
    done = 0
    for text in _written(author, lives.drafts(cases), replies):
        _store(text)
        done += text.count
        progress(done)
    _analyze()


def _provide_desk(*, today: date) -> None:
    """The demo's catalogue and staff, when the database has none of its own."""
    if not Module.objects.exists():
        people.load_catalogue(today=today)
    served = IndustryTeam.objects.filter(team__members__role=Role.SPECIALIST)
    if set(served.values_list("industry", flat=True)) != set(Industry.values):
        people.load_staff()


def _add_companies(count: int, *, today: date, random: Random) -> list[Company]:
    modules = list(Module.objects.values_list("pk", flat=True))
    industries = list(IndustryTeam.objects.values_list("industry", "team_id"))
    specialists: dict[int | None, list[int]] = {}
    for person in User.objects.with_role(Role.SPECIALIST):
        specialists.setdefault(person.team_id, []).append(person.pk)
    numbers = _free_business_numbers(count)
    ids = take_ids(Customer, count)
    users = take_ids(User, count * _SUPERUSERS_EACH)
    companies, rows = [], []
    for place, (pk, number) in enumerate(zip(ids, numbers, strict=True)):
        industry, team = random.choice(industries)
        name = seed_words.company(random, number)
        rows.append((pk, name, f"{number}-{number % 10}", industry, _town(random), None))
        companies.append(
            Company(
                id=pk,
                superusers=users[_SUPERUSERS_EACH * place : _SUPERUSERS_EACH * (place + 1)],
                modules=random.sample(modules, min(_MODULES_EACH, len(modules))),
                team=team,
                specialists=specialists[team],
            )
        )
    copy(Customer, ("id", "name", "business_id", "industry", "city", "ended_on"), lines(rows))
    _add_superusers(companies, numbers, since=today - _CUSTOMER_FOR, random=random)
    return companies


def _town(random: Random) -> str:
    return random.choice(seed_words.TOWNS)


def _free_business_numbers(count: int) -> range:
    """Numbers of companies that no earlier seed has used."""
    used = Customer.objects.filter(business_id__gte=str(_FIRST_BUSINESS_NUMBER))
    last = used.order_by("-business_id").values_list("business_id", flat=True).first()
    first = int(last.split("-")[0]) + 1 if last else _FIRST_BUSINESS_NUMBER
    return range(first, first + count)


def _add_superusers(
    companies: Sequence[Company], numbers: Sequence[int], *, since: date, random: Random
) -> None:
    """Two people for each company, who cannot log in, and the company's licences."""
    joined = datetime(since.year, since.month, since.day, tzinfo=calendar_in_use().work.rules.zone)
    people_rows, seats, licences = [], [], []
    for company, number in zip(companies, numbers, strict=True):
        for place, pk in enumerate(company.superusers):
            email = f"superuser{place + 1}@yritys{number}.example"
            people_rows.append(
                (
                    *(pk, make_password(None), email, *seed_words.person(random), "", ""),
                    *(Language.FINNISH.value, Theme.AUTO.value, True, False, False, joined),
                )
            )
            seats.append((company.id, pk, since))
        licences += [(company.id, module, since) for module in company.modules]
    columns = (
        *("id", "password", "email", "first_name", "last_name", "phone", "role", "language"),
        *("theme", "is_active", "is_staff", "is_superuser", "date_joined"),
    )
    copy(User, columns, lines(people_rows))
    copy(SuperUser, ("customer_id", "user_id", "since"), lines(seats))
    copy(CustomerModule, ("customer_id", "module_id", "since"), lines(licences))


@dataclass(frozen=True)
class Text:
    """One batch as COPY reads it: table by table, in the order of the foreign keys."""

    count: int
    tables: Sequence[tuple[type[Model], Sequence[str], str]]


class Author:
    """Writes batches without asking the database, so that a thread of its own may do it."""

    def __init__(
        self, companies: Sequence[Company], lives: Lives, scribe: Scribe, random: Random
    ) -> None:
        self._companies = companies
        # A few large customers have most of the cases, as in life.
        self._weights = list(accumulate(random.paretovariate(1.2) for _company in companies))
        self._lives = lives
        self._scribe = scribe
        self._random = random

    def write(self, drafts: Sequence[Draft], names: Iterable[Names]) -> Text:
        batch = Batch()
        companies = self._random.choices(self._companies, cum_weights=self._weights, k=len(drafts))
        for draft, name, company in zip(drafts, names, companies, strict=True):
            self._scribe.write(self._lives.live(draft), name, company, batch)
        tables = (
            (Clock, seed_tables.CLOCK, lines(batch.clocks)),
            (ClockPause, seed_tables.PAUSE, lines(batch.pauses)),
            (ClockEvent, seed_tables.CLOCK_EVENT, lines(batch.clock_events)),
            (Case, seed_tables.CASE, lines(batch.cases)),
            (CaseFacts, seed_tables.FACTS, lines(batch.facts)),
            (Message, seed_tables.MESSAGE, lines(batch.messages)),
            (Question, seed_tables.QUESTION, lines(batch.questions)),
            (Quotation, seed_tables.QUOTATION, lines(batch.quotations)),
            (CaseEvent, seed_tables.EVENT, lines(batch.events)),
        )
        return Text(len(drafts), tables)


def _written(author: Author, drafts: Sequence[Draft], replies: int) -> Iterator[Text]:
    """Batches, each written while the database still works on the one before it."""
    with ThreadPoolExecutor(max_workers=1) as desk:
        coming: Future[Text] | None = None
        for start in range(0, len(drafts), BATCH):
            part = drafts[start : start + BATCH]
            began = desk.submit(author.write, part, _names(len(part), replies))
            if coming:
                yield coming.result()
            coming = began
        if coming:
            yield coming.result()


def _names(count: int, replies: int) -> Iterator[Names]:
    """Ids and numbers for so many cases, taken from the sequences."""
    ids = {
        "case": take_ids(Case, count),
        "number": take_numbers("case_number", count),
        "clock": take_ids(Clock, 2 * count),
        "quotation": take_ids(Quotation, count),
        "message": take_ids(Message, count * (replies + 1)),
    }
    return names_of(ids, count, replies)


def _store(text: Text) -> None:
    with transaction.atomic():
        for model, columns, rows in text.tables:
            copy(model, columns, rows)


def _analyze() -> None:
    """Tell the planner about the new rows at once, not when autovacuum comes round."""
    names = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in _TABLES)  # noqa: SLF001
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {names}")
