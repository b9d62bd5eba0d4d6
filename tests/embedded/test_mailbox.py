"""The demo's mail folder."""

import email
from email import policy
from pathlib import Path

from django.core.mail import EmailMessage
from pytest_django import Settings

from softone_support.embedded.mailbox import FolderBackend


def test_each_message_becomes_one_whole_file_in_order_of_sending(
    tmp_path: Path, settings: Settings
) -> None:
    settings.DEMO_MAIL_DIR = tmp_path / "mail"
    subjects = ["Tukipyyntö SO-1", "Ärende SO-2", "Case SO-3"]

    sent = FolderBackend().send_messages(
        [EmailMessage(subject, "Hei!", to=["liisa@asiakas.example"]) for subject in subjects]
    )

    files = sorted((tmp_path / "mail").iterdir())
    messages = [email.message_from_bytes(f.read_bytes(), policy=policy.default) for f in files]
    assert sent == 3
    assert [message["Subject"] for message in messages] == subjects
    assert {file.suffix for file in files} == {".eml"}


def test_a_message_to_nobody_leaves_no_file(tmp_path: Path, settings: Settings) -> None:
    settings.DEMO_MAIL_DIR = tmp_path

    assert FolderBackend().send_messages([EmailMessage("Hei", "Hei!")]) == 0
    assert list(tmp_path.iterdir()) == []
