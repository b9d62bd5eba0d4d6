"""A mail server on loopback that does as it is told: takes mail, refuses it, or hangs up."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Script:
    """Replies by command ("RCPT": "550 no such user"); `cut_after_data` never says thank you."""

    replies: dict[str, str] = field(default_factory=dict)
    cut_after_data: bool = False
    taken: list[tuple[str, list[str], bytes]] = field(default_factory=list)
    port: int = 0


class _Session(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        script: Script = self.server.script  # type: ignore[attr-defined]
        self._say("220 loopback ready")
        sender, recipients = "", []
        while line := self.rfile.readline():
            command, _, rest = line.decode().strip().partition(" ")
            command = command.upper()
            scripted = script.replies.get(command)
            if scripted:
                self._say(scripted)
            elif command == "DATA":
                self._say("354 go on")
                script.taken.append((sender, recipients, self._body()))
                if script.cut_after_data:
                    return
                self._say("250 taken")
            elif command == "QUIT":
                self._say("221 bye")
                return
            else:
                if command == "MAIL":
                    sender, recipients = rest, []
                if command == "RCPT":
                    recipients.append(rest)
                self._say("250 fine")

    def _body(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b"..") else line)
        return b"".join(lines)

    def _say(self, reply: str) -> None:
        self.wfile.write(reply.encode() + b"\r\n")


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


@contextmanager
def mail_server(script: Script) -> Iterator[Script]:
    with _Server(("127.0.0.1", 0), _Session) as server:
        server.script = script  # type: ignore[attr-defined]
        script.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield script
        finally:
            server.shutdown()
            thread.join(5)
