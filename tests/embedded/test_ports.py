"""The demo's port."""

import socket
from collections.abc import Iterator

import pytest

from softone_support.embedded import ports
from softone_support.embedded.words import CannotGoOn


@pytest.fixture
def taken_port() -> Iterator[int]:
    """A port on which somebody listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_port_in_use_is_named_together_with_a_free_one(taken_port: int) -> None:
    with pytest.raises(CannotGoOn) as refusal:
        ports.free_addresses(taken_port)

    words = str(refusal.value)
    assert words.startswith(f"Port {taken_port} is in use by another program.")
    assert ports.free_addresses(int(words.rpartition(" ")[2]))


def test_a_number_that_is_no_port_is_refused() -> None:
    with pytest.raises(CannotGoOn, match="There is no port 70000"):
        ports.free_addresses(70000)
