"""The list of notices: one's own, newest first, readable while one may see what it is about."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.notices import kinds, selectors, services
from accounts.notices.models import Notice
from tests.notices.conftest import NOON

pytestmark = pytest.mark.django_db

LIST = "notices:list"


@pytest.fixture
def reader(client, person):
    client.force_login(person)
    return person


def _tell(person, count=1, kind="test.asked"):
    for number in range(count):
        services.tell([person], kind=kind, key=f"{kind}.{number}", context={"n": number}, at=NOON)


def test_notices_are_listed_newest_first_with_what_is_new(client, matter, reader, at):
    at(NOON)
    _tell(reader, 3)
    services.mark_read(Notice.objects.first(), by=reader, at=NOON)

    page = client.get(reverse(LIST))

    assert [row.notice.context["n"] for row in page.context["page"].shown] == [2, 1, 0]
    assert page.content.decode().count('class="is-new"') == 2
    assert "Mikko kysyy teiltä yhtä asiaa." in page.content.decode()


def test_the_list_costs_the_same_for_one_and_three_of_several_kinds(client, matter, reader):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            client.get(reverse(LIST))
        return len(captured)

    queries()
    _tell(reader)
    one = queries()
    _tell(reader, 3)
    kinds.register(replace(kinds.find("test.asked"), name="test.other"))
    _tell(reader, 2, kind="test.other")

    assert queries() == one
    assert Notice.objects.count() == 5


def test_an_empty_list_says_what_will_come(client, reader):
    page = client.get(reverse(LIST))

    assert page.status_code == 200
    assert 'class="empty"' in page.content.decode()


def test_a_long_list_goes_on_where_the_page_ended(client, matter, reader, monkeypatch):
    _tell(reader, 5)
    first = selectors.notice_page(reader, size=2)
    second = selectors.notice_page(reader, before=first.older, size=2)
    last = selectors.notice_page(reader, before=second.older, size=2)

    assert [[row.notice.context["n"] for row in page.shown] for page in (first, second, last)] == [
        [4, 3],
        [2, 1],
        [0],
    ]
    assert last.older is None


@pytest.mark.parametrize("before", ["x", "0", "-1", str(2**63), "9" * 5000])
def test_a_senseless_place_in_the_list_does_not_exist(client, reader, before):
    assert client.get(reverse(LIST), {"before": before}).status_code == 404


def test_opening_a_notice_marks_it_and_leads_on(client, matter, reader):
    _tell(reader, 2)
    newest = Notice.objects.first()

    answer = client.post(reverse("notices:reading", args=[newest.pk]))

    assert (answer.status_code, answer.url) == (302, "/cases/17/")
    assert [notice.is_unread for notice in Notice.objects.all()] == [False, True]


def test_reading_a_page_changes_nothing(client, matter, reader):
    _tell(reader)
    notice = Notice.objects.get()

    client.get(reverse(LIST))

    assert client.get(reverse("notices:reading", args=[notice.pk])).status_code == 405
    assert client.get(reverse("notices:all_read")).status_code == 405
    assert Notice.objects.get().is_unread


def test_another_persons_notice_does_not_exist(client, matter, reader, make_person):
    other = make_person("jouni@kivimaki.example")
    _tell(other)
    theirs = Notice.objects.get()

    foreign = client.post(reverse("notices:reading", args=[theirs.pk]))
    absent = client.post(reverse("notices:reading", args=[theirs.pk + 1000]))

    assert (foreign.status_code, absent.status_code) == (404, 404)
    assert client.get(reverse(LIST)).context["page"].shown == []
    assert Notice.objects.get().is_unread


def test_what_one_may_no_longer_see_is_counted_but_not_told(client, matter, reader):
    _tell(reader)
    matter.closed_to.add(reader.pk)
    notice = Notice.objects.get()

    page = client.get(reverse(LIST))

    assert (page.context["page"].shown, page.context["page"].hidden_unread) == ([], 1)
    assert "Mikko" not in page.content.decode()
    assert client.post(reverse("notices:reading", args=[notice.pk])).status_code == 404


def test_all_that_was_shown_is_marked_read(client, matter, reader):
    _tell(reader, 3)
    upto = client.get(reverse(LIST)).context["page"].newest

    answer = client.post(reverse("notices:all_read"), {"upto": upto})

    assert (answer.status_code, answer.url) == (302, reverse(LIST))
    assert not Notice.objects.unread().exists()


@pytest.mark.parametrize("upto", ["", "x", "-1", str(2**63)])
def test_marking_read_needs_to_know_what_was_seen(client, matter, reader, upto):
    _tell(reader)

    assert client.post(reverse("notices:all_read"), {"upto": upto}).status_code == 404
    assert Notice.objects.get().is_unread


def test_a_notice_of_a_kind_that_is_gone_is_not_shown(client, matter, reader):
    _tell(reader)
    Notice.objects.update(kind="test.of-last-year")

    assert client.get(reverse(LIST)).context["page"].shown == []


def test_strangers_must_log_in(client, db):
    assert client.get(reverse(LIST)).status_code == 302
    assert client.post(reverse("notices:reading", args=[1])).status_code == 302
    assert client.post(reverse("notices:all_read")).status_code == 302


def test_the_bell_counts_to_ninety_nine(matter, reader):
    assert selectors.unread_count(reader) == 0
    _tell(reader, 3)
    assert selectors.unread_count(reader) == 3
    Notice.objects.bulk_create(
        Notice(recipient=reader, kind="test.asked", key=f"many.{n}", created_at=NOON)
        for n in range(200)
    )
    assert selectors.unread_count(reader) == 99
