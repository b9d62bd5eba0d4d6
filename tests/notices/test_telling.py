import pytest
from django.db import IntegrityError, transaction

from accounts.notices import services
from accounts.notices.choices import MailState
from accounts.notices.kinds import UnknownKind
from accounts.notices.models import Notice, OutboxMail
from tests.notices.conftest import NOON

pytestmark = pytest.mark.django_db


def _tell(*people, key="case-17.asked.1", context=None):
    services.tell(people, kind="test.asked", key=key, context=context or {"case": 17}, at=NOON)


def test_a_person_gets_one_notice_and_one_mail(matter, person):
    _tell(person)

    notice, mail = Notice.objects.get(), OutboxMail.objects.get()
    assert (notice.recipient, notice.context, notice.created_at) == (person, {"case": 17}, NOON)
    assert (mail.to_address, mail.state, mail.due_at) == (person.email, MailState.WAITING, NOON)
    assert mail.message_id == f"<{mail.pk}@testserver>"


def test_the_same_happening_reaches_a_person_once(matter, person, make_person):
    other = make_person("jouni@kivimaki.example")
    _tell(person, person)
    _tell(person, other)

    assert list(Notice.objects.order_by("pk").values_list("recipient", flat=True)) == [
        person.pk,
        other.pk,
    ]
    assert OutboxMail.objects.count() == 2


def test_the_database_refuses_a_second_notice_of_one_key(matter, person):
    _tell(person)

    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.create(
            recipient=person, kind="test.asked", key="case-17.asked.1", created_at=NOON
        )


def test_who_may_not_log_in_is_told_nothing(matter, make_person):
    _tell(make_person(is_active=False))

    assert not Notice.objects.exists()
    assert not OutboxMail.objects.exists()


def test_a_change_that_is_rolled_back_tells_nobody(matter, person):
    with pytest.raises(RuntimeError), transaction.atomic():
        _tell(person)
        raise RuntimeError

    assert not Notice.objects.exists()
    assert not OutboxMail.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_telling_costs_three_queries_for_any_number_of_people(
    matter, make_person, django_assert_num_queries, count: int
):
    people = [make_person(f"person{n}@kivimaki.example") for n in range(count)]

    # Who is away, the notices, the mails.
    with django_assert_num_queries(3):
        _tell(*people)


@pytest.mark.parametrize(
    "context",
    [
        {"title": "Palkka-ajo keskeytyy"},
        {"case": 1.5},
        {"who": ["Mikko R"]},
        {"a b": 1},
        {"n": "ä"},
    ],
)
def test_a_context_with_words_in_it_is_refused(matter, person, context):
    with pytest.raises(ValueError, match="ids and codes"):
        _tell(person, context=context)


def test_codes_ids_and_lists_of_them_are_a_context(matter, person):
    context = {"case": 17, "clock": "handling", "articles": [1, 2], "done": True, "by": None}
    _tell(person, context=context)

    assert Notice.objects.get().context == context


def test_an_unknown_kind_is_refused_at_once(person):
    with pytest.raises(UnknownKind):
        services.tell([person], kind="test.nobody", key="k", context={}, at=NOON)


def test_reading_counts_the_first_time_and_only_for_the_recipient(matter, person, make_person):
    _tell(person)
    notice, later = Notice.objects.get(), NOON.replace(hour=12)

    services.mark_read(notice, by=make_person("other@kivimaki.example"), at=NOON)
    assert Notice.objects.get().is_unread

    services.mark_read(notice, by=person, at=NOON)
    services.mark_read(notice, by=person, at=later)
    assert Notice.objects.get().read_at == NOON


def test_what_arrived_after_the_page_was_opened_stays_unread(matter, person):
    _tell(person)
    shown = Notice.objects.get()
    _tell(person, key="case-17.asked.2")

    services.mark_all_read(by=person, upto=shown.pk, at=NOON)

    assert list(Notice.objects.unread().values_list("key", flat=True)) == ["case-17.asked.2"]
