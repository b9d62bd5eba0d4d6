"""The embedded Valkey, cache and broker. Nothing in it would be missed: it only wakes things up."""

import signal
from pathlib import Path
from urllib.parse import quote

import redis

from softone_support.embedded import programs
from softone_support.embedded.places import Place
from softone_support.embedded.server import Server


class Valkey(Server):
    """One Valkey: database 0 is the broker, database 1 the cache."""

    name = "Valkey"
    variable = "REDIS_URL"
    stop_signal = signal.SIGTERM

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.data = place.folder_of("valkey")
        self.pid_file = self.data / "valkey.pid"
        self.socket = place.sockets / "valkey.sock"
        self.program = programs.valkey(place.account)

    @property
    def environment(self) -> dict[str, str]:
        """The same socket twice: Celery and Django's cache spell it differently."""
        path = quote(str(self.socket))
        return {"REDIS_URL": f"redis+socket://{path}", "CACHE_URL": f"unix://{path}?db=1"}

    def prepare(self) -> None:
        """An empty folder is all it needs."""
        self.place.account.private_folder(self.data)

    def command(self) -> list[str | Path]:
        """The server, on its socket only."""
        return [
            self.program,
            *("--port", "0", "--unixsocket", self.socket, "--unixsocketperm", "700"),
            *("--dir", self.data, "--pidfile", self.pid_file, "--save", ""),
            *("--appendonly", "yes" if self.place.is_lasting else "no"),
            *("--maxmemory-policy", "noeviction", "--loglevel", "warning"),
        ]

    def answers(self) -> bool:
        """Whether it has loaded its data and says PONG."""
        try:
            with redis.Redis(unix_socket_path=str(self.socket), socket_timeout=5) as client:
                return bool(client.ping())
        except redis.RedisError:
            return False

    def complete(self) -> None:
        """Nothing more is needed."""
