"""A mail server that can be told to keep a sender waiting: the moment between claim and send."""

import os
import time
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage

from softone_support.embedded.mailbox import FolderBackend

HOLD, HELD = "hold", "held"
LONGEST = 60.0


class HeldPost(FolderBackend):
    """While a file `hold` lies in the folder nothing is taken; `held` names who waits."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = Path(settings.DEMO_MAIL_DIR)
        until = time.monotonic() + LONGEST
        if (folder / HOLD).exists():
            # Whoever sees the file sees the whole number in it.
            (folder / "unfinished").write_text(str(os.getpid()))
            (folder / "unfinished").rename(folder / HELD)
        while (folder / HOLD).exists() and time.monotonic() < until:
            time.sleep(0.02)
        return super().send_messages(email_messages)
