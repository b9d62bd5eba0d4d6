"""The demo's mail: every message becomes one file that the outbox page shows."""

import os
import secrets
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class FolderBackend(BaseEmailBackend):
    """Writes to `settings.DEMO_MAIL_DIR`; sorted names are in order of sending."""

    def __init__(self, *, fail_silently: bool = False, **kwargs: Any) -> None:
        super().__init__(fail_silently=fail_silently, **kwargs)
        self.folder = Path(settings.DEMO_MAIL_DIR)

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write each message whole; return how many. OSError when the folder cannot take it."""
        sent = 0
        for message in email_messages:
            if not message.recipients():
                continue
            try:
                self._write(message.message().as_bytes())
                sent += 1
            except OSError:
                if not self.fail_silently:
                    raise
        return sent

    def _write(self, message: bytes) -> None:
        """Under a hidden name first: a reader sees the whole message or none."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        name = f"{time.time_ns()}-{secrets.token_hex(4)}.eml"
        unfinished = self.folder / f".{name}"
        with open(unfinished, "xb", opener=_for_us_only) as file:
            file.write(message)
        unfinished.rename(self.folder / name)


def _for_us_only(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
