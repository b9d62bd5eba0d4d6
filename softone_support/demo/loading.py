"""Loads the demo once: people, cases with their history, feedback. One transaction."""

from datetime import datetime, timedelta
from uuid import uuid4

from django.core.management import CommandError
from django.db import connection, transaction
from django.db.models import F

from accounts.choices import CaseType
from accounts.feedback import services as feedback
from accounts.models import Customer, Module, User
from accounts.notices.choices import MailState
from accounts.notices.models import Notice, OutboxMail
from cases import services
from sla.hours import calendar_in_use
from sla.models import ServiceLevel
from softone_support.demo import content, entitlement, people
from softone_support.demo.articles import load_articles
from softone_support.demo.course import HOUR
from softone_support.demo.deeds import Cast
from softone_support.demo.logins import LOGINS, RESERVED_DOMAIN
from softone_support.demo.picture import Picture
from softone_support.demo.playing import Play

# Notices of earlier days were read, and mails sent, about so long after they were written.
_READ_AFTER = timedelta(minutes=40)
_SENT_AFTER = timedelta(seconds=4)

# Days ago, who, which page, in which words. The first has been read by the support manager.
_FEEDBACK = (
    (
        *(9, "eero.hyvonen@hoivasaatio.example", "/"),
        "Hyvä, että tapauksesta näkee, mihin mennessä siihen tartutaan. Ennen piti soittaa.",
    ),
    (
        *(3, "annika.sjoberg@nordlog.example", "/cases/new/"),
        "Det vore bra om formuläret kom ihåg vilken modul jag frågade om senast.",
    ),
    (
        *(1, "paivi.korhonen@kivimaki.example", "/"),
        "Puhelimella työmaalta tämä toimii paremmin kuin odotin. Kuvan liittäminen oli helppoa.",
    ),
)

# What Päivi Korhonen began to write two hours ago, and her customer and module.
_DRAFT = ("kivimaki", "paivi.korhonen@kivimaki.example", "payroll")
_DRAFT_SAID = {
    "case_type": CaseType.SUPPORT_REQUEST.value,
    "subject": "Lomarahan maksu kahdessa erässä",
    "description": "Sovimme luottamusmiehen kanssa, että lomaraha maksetaan kesä- ja joulukuussa. ",
}
_DRAFT_AGE = 2 * HOUR


def is_loaded() -> bool:
    """Whether the demo's companies are there already."""
    return Customer.objects.filter(
        business_id=content.customers()[0]["business_id"], cases__isnull=False
    ).exists()


def load(*, now: datetime) -> int:
    """Load everything as it looks at `now`; return the number of cases.

    Raises CommandError in a database that somebody works with: the demo's password is public.
    """
    if _is_in_use():
        raise CommandError(
            "This database holds customers or logins of its own. Name an empty one for the demo."
        )
    with transaction.atomic():
        calendar = calendar_in_use()
        today = calendar.work.local_date(now)
        people.load_catalogue(today=today)
        people.load_staff()
        customers = people.load_customers(today=today)
        entitlement.train_everybody(today=today, at=now)
        levels = ServiceLevel.objects.in_bulk()
        picture = Picture(calendar, levels, now=now)
        cast = Cast(
            people={person.email: person for person in User.objects.all()},
            customers=customers,
            modules={module.key: module for module in Module.objects.all()},
            levels=levels,
        )
        count = Play(picture, cast).perform(picture.place(content.stories()))
        entitlement.leave_gaps(customers, today=today)
        _settle_notices(picture)
        _give_feedback(cast, now=now)
        load_articles(now=now)
        _leave_a_draft(cast, at=picture.work.subtract(now, _DRAFT_AGE))
        # Hundreds of wake-ups for mail that has left long ago; a sweep finds what still waits.
        connection.run_on_commit.clear()
        people.load_contact_details()
    return count


def _is_in_use() -> bool:
    people = User.objects.filter(is_active=True).exclude(email__endswith=RESERVED_DOMAIN)
    return Customer.objects.exists() or any(
        person.has_usable_password() for person in people.only("password")
    )


def _settle_notices(picture: Picture) -> None:
    """Let earlier days lie behind us: read and sent. What the base day brought is still new.

    Of that day's mail only what the printed logins get is left to be sent, into the demo's
    outbox page.
    """
    morning = picture.work.open_spans(picture.base)[0][0]
    Notice.objects.unread().filter(created_at__lt=morning).update(
        read_at=F("created_at") + _READ_AFTER
    )
    mails = OutboxMail.objects.waiting()
    fresh = mails.filter(created_at__gte=morning, to_address__in=[login.email for login in LOGINS])
    mails.exclude(pk__in=fresh.values("pk")).update(
        state=MailState.SENT, sent_at=F("created_at") + _SENT_AFTER, attempts=1
    )
    fresh.update(due_at=picture.now)


def _give_feedback(cast: Cast, *, now: datetime) -> None:
    manager = cast.people["marjut.heikkila@softone.example"]
    for turn, (days, email, page, text) in enumerate(_FEEDBACK):
        by, at = cast.people[email], now - timedelta(days=days, hours=turn)
        given = feedback.give(text=text, page=page, language=by.language, key=uuid4(), by=by, at=at)
        if turn == 0:
            feedback.mark_seen(given, by=manager, at=at + timedelta(hours=5))


def _leave_a_draft(cast: Cast, *, at: datetime) -> None:
    customer, email, module = _DRAFT
    fields = {**_DRAFT_SAID, "module": str(cast.modules[module].pk)}
    by = cast.people[email]
    services.keep_draft(uuid4(), customer=cast.customers[customer], fields=fields, by=by, at=at)
