"""Where the demo's web server listens: this machine only."""

import errno
import socket

from softone_support.embedded.words import CannotGoOn

HIGHEST = 65535
LOOPBACKS = {socket.AF_INET: "127.0.0.1", socket.AF_INET6: "::1"}


def free_addresses(port: int) -> list[str]:
    """The loopback addresses to bind, in gunicorn's spelling. A browser may try either."""
    if not 0 < port <= HIGHEST:
        raise CannotGoOn(f"There is no port {port}: choose one from 1024 to {HIGHEST} with --port.")
    addresses = []
    for family, host in LOOPBACKS.items():
        trouble = _trouble(family, host, port)
        if trouble == errno.EADDRINUSE:
            raise CannotGoOn(
                f"Port {port} is in use by another program. "
                f"Choose another: ./run demo --port {_next_free(port)}"
            )
        if trouble == errno.EACCES:
            raise CannotGoOn(f"Port {port} is for root only: choose one from 1024 with --port.")
        if trouble is None:
            addresses.append(f"[{host}]:{port}" if ":" in host else f"{host}:{port}")
    if not addresses:
        raise CannotGoOn("This machine has no loopback network to listen on.")
    return addresses


def _next_free(port: int) -> int:
    return next(
        candidate
        for candidate in [*range(port + 1, HIGHEST + 1), *range(8000, port)]
        if errno.EADDRINUSE
        not in {_trouble(family, host, candidate) for family, host in LOOPBACKS.items()}
    )


def _trouble(family: socket.AddressFamily, host: str, port: int) -> int | None:
    """Why the address cannot be bound, as an errno; None when it can."""
    try:
        with socket.socket(family) as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((host, port))
    except OSError as reason:
        return reason.errno
    return None
