"""A portal of its own for each test: database, broker and mail."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from celery import current_app

from accounts.notices.services import waking
from tests.worker.programs import Portal


@pytest.fixture
def portal(
    transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Portal]:
    """Nothing runs yet; services of the test wake this portal's worker and no other."""
    portal = Portal(tmp_path)
    options = {
        **current_app.conf.broker_transport_options,
        "global_keyprefix": portal.prefix,
    }
    monkeypatch.setitem(current_app.conf, "broker_transport_options", options)
    monkeypatch.setattr(waking, "_rest", {"until": 0.0})
    waking._connections.cache_clear()
    try:
        yield portal
    finally:
        portal.close()
        waking._connections.cache_clear()
