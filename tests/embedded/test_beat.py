"""Two beats: only one sends, and the other takes over."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import psycopg
import pytest
from celery import Celery
from celery.exceptions import OperationalError

from softone_support import beat

pytestmark = pytest.mark.django_db(transaction=True)


class CountingScheduler(beat.LockedScheduler):
    """Counts instead of sending."""

    sent = 0

    def apply_entry(self, entry: object, producer: object = None) -> None:
        self.sent += 1


def scheduler() -> CountingScheduler:
    """A beat with one entry that is always due."""
    app = Celery("beats", broker="memory://", set_as_current=False)
    app.conf.beat_schedule = {"always": {"task": "any", "schedule": 0.0}}
    return CountingScheduler(app=app)


@contextmanager
def two_beats() -> Iterator[tuple[CountingScheduler, CountingScheduler]]:
    """Both closed at the end."""
    with ExitStack() as stack:
        first, second = scheduler(), scheduler()
        stack.callback(second.close)
        stack.callback(first.close)
        yield first, second


def test_only_the_beat_that_holds_the_lock_sends() -> None:
    with two_beats() as (first, second):
        waits = [first.tick(), second.tick(), first.tick(), second.tick()]

        assert (first.sent, second.sent) == (2, 0)
        assert waits == [0, beat.WAIT, 0, beat.WAIT]


def test_what_fell_due_while_no_beat_ran_is_sent_at_once() -> None:
    app = Celery("beats", broker="memory://", set_as_current=False)
    app.conf.beat_schedule = {"hourly": {"task": "any", "schedule": 3600.0}}
    late = CountingScheduler(app=app)

    late.tick()
    late.tick()

    assert late.sent == 1
    late.close()


def test_the_other_beat_takes_over_when_the_first_ends() -> None:
    with two_beats() as (first, second):
        first.tick()
        second.tick()

        first.close()
        second.tick()

        assert (first.sent, second.sent) == (1, 1)


def test_a_beat_whose_session_was_cut_sends_nothing_until_it_has_the_lock_again() -> None:
    with two_beats() as (first, _):
        first.tick()
        _cut(first)

        waits = [first.tick(), first.tick()]

        assert waits == [beat.WAIT, 0]
        assert first.sent == 2


def test_a_dead_broker_does_not_end_beat_and_what_was_due_stays_due(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with two_beats() as (first, _):

        def refuse(*args: object, **kwargs: object) -> None:
            raise OperationalError("connection refused")

        before = first.schedule["always"].last_run_at
        monkeypatch.setattr(first, "apply_entry", refuse)
        assert first.tick() == beat.WAIT
        assert first.schedule["always"].last_run_at == before
        monkeypatch.undo()

        assert first.tick() == 0
        assert first.sent == 1


def _cut(scheduler: CountingScheduler) -> None:
    """End its session from another one, as a restart of the database does."""
    pid = scheduler.lock._connection.info.backend_pid
    with psycopg.connect(scheduler.lock._connection.info.dsn) as other:
        other.execute("SELECT pg_terminate_backend(%s)", [pid])
        gone = "SELECT count(*) FROM pg_stat_activity WHERE pid = %s"
        while other.execute(gone, [pid]).fetchone() != (0,):
            other.rollback()
