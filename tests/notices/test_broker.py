"""A dead broker costs nobody anything: no error, no wait, no mail."""

import socket
import threading
import time
from contextlib import contextmanager

import pytest
from celery import current_app
from django.conf import settings
from django.core import mail as mailbox
from django.db import transaction

from accounts.notices import services
from accounts.notices.models import Notice, OutboxMail
from accounts.notices.services import waking
from accounts.notices.sweeps import send_waiting_mail
from tests.notices.conftest import NOON

LONGEST_WAIT = 1.2


@contextmanager
def _broker_at(url, monkeypatch):
    """Point the portal's only way to the broker somewhere else, as a dead one would be."""
    connection = current_app.connection_for_write(url, transport_options=waking._IMPATIENT)
    # The transport's module is imported once a process, which is no part of the wait.
    assert connection.transport
    with monkeypatch.context() as patched:
        patched.setattr(waking, "_connections", lambda: pool)
        pool = connection.Pool(limit=2)
        yield


@contextmanager
def _closed_port():
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        yield unused.getsockname()[1]


@contextmanager
def _silent_port():
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen(16)
        yield silent.getsockname()[1]


@contextmanager
def _full_port():
    """Nobody takes the connection: its queue is full, so the packets vanish."""
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        waiting = []
        for _ in range(4):
            knocking = socket.socket()
            knocking.setblocking(False)
            knocking.connect_ex(full.getsockname())
            waiting.append(knocking)
        yield full.getsockname()[1]
        for knocking in waiting:
            knocking.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("port", [_closed_port, _silent_port, _full_port])
def test_a_change_is_saved_and_soon_answered_without_a_broker(matter, person, monkeypatch, port):
    with port() as number, _broker_at(f"redis://127.0.0.1:{number}/0", monkeypatch):
        began = time.monotonic()
        for happening in range(3):
            services.tell([person], kind="test.asked", key=f"k.{happening}", context={}, at=NOON)
        took = time.monotonic() - began

    assert took < LONGEST_WAIT
    assert (Notice.objects.count(), OutboxMail.objects.count()) == (3, 3)
    send_waiting_mail()
    assert len(mailbox.outbox) == 3


@pytest.mark.django_db(transaction=True)
def test_after_a_rest_the_broker_is_asked_again(monkeypatch):
    asked = []
    monkeypatch.setattr(current_app, "send_task", lambda name, **more: asked.append(name))
    with _closed_port() as port, _broker_at(f"redis://127.0.0.1:{port}/0", monkeypatch):
        services.wake("notices.send_mail", [])
        waking._rest["until"] = time.monotonic() + 5
        services.wake("notices.send_mail", [])
        waking._rest["until"] = time.monotonic() - 1
        services.wake("notices.send_mail", [])

    assert asked == ["notices.send_mail", "notices.send_mail"]


@pytest.mark.django_db(transaction=True)
def test_a_worker_is_woken_after_the_commit_and_not_before(monkeypatch):
    asked = []
    monkeypatch.setattr(waking, "_ask", lambda task, args: asked.append((task, args)))

    with transaction.atomic():
        services.wake("notices.send_mail", ["1"])
        assert asked == []

    assert asked == [("notices.send_mail", (["1"],))]


def test_every_thread_of_the_web_server_asks_the_portals_broker():
    seen = []
    thread = threading.Thread(target=lambda: seen.append(current_app.conf.broker_url))
    thread.start()
    thread.join()

    assert seen == [settings.CELERY_BROKER_URL]
