"""Several workers at once, each with its own connection to the real database."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core import mail as mailbox
from django.db import connection

from accounts.notices import services
from accounts.notices.choices import MailState
from accounts.notices.models import Notice, OutboxMail
from tests.notices.conftest import NOON
from tests.notices.factories import waiting_mail

pytestmark = pytest.mark.django_db(transaction=True)

WORKERS = 4


def _at_once(work):
    start = Barrier(WORKERS)

    def run(number):
        try:
            start.wait(10)
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(run, range(WORKERS)))


def test_each_mail_is_claimed_by_one_worker(matter, person):
    for number in range(20):
        waiting_mail(person, key=f"case-17.asked.{number}")

    claimed = _at_once(lambda _: [mail.pk for mail in services.claim(limit=20, at=NOON)])

    every = [pk for own in claimed for pk in own]
    assert len(every) == len(set(every)) == 20


def test_each_mail_leaves_once_however_many_workers_are_told(matter, person):
    ids = [str(waiting_mail(person, key=f"case-17.asked.{n}").pk) for n in range(8)]

    _at_once(lambda _: services.send_due(ids=ids, seconds=20))

    assert sorted(letter.extra_headers["Message-ID"] for letter in mailbox.outbox) == sorted(
        f"<{pk}@testserver>" for pk in ids
    )
    assert set(OutboxMail.objects.values_list("state", flat=True)) == {MailState.SENT}


def test_one_happening_told_by_all_at_once_is_told_once(matter, person, make_person):
    people = [person, make_person("jouni@kivimaki.example")]

    def tell(number):
        in_some_order = people if number % 2 else people[::-1]
        services.tell(
            in_some_order, kind="test.asked", key="case-17.late", context={"case": 17}, at=NOON
        )

    _at_once(tell)

    assert (Notice.objects.count(), OutboxMail.objects.count()) == (2, 2)
