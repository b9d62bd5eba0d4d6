"""The system account that servers run as: one's own, or `nobody` for root.

PostgreSQL refuses to run as root, and nothing else needs to.
"""

import os
import pwd
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from softone_support.embedded.words import CannotGoOn


@dataclass(frozen=True)
class Account:
    """A user of this machine, by number."""

    uid: int
    gid: int

    @classmethod
    def for_servers(cls, data: Path) -> "Account":
        """The account that owns `data` already; on a first start one's own, for root `nobody`."""
        if os.geteuid() != 0:
            return cls(os.geteuid(), os.getegid())
        if data.exists() and data.stat().st_uid != 0:
            return cls(data.stat().st_uid, data.stat().st_gid)
        nobody = pwd.getpwnam("nobody")
        return cls(nobody.pw_uid, nobody.pw_gid)

    @property
    def is_other(self) -> bool:
        """Whether a process must change its user to become this account."""
        return self.uid != os.geteuid()

    def start_options(self) -> dict[str, Any]:
        """Arguments for `subprocess` that start a program as this account."""
        if not self.is_other:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def may_enter(self, folder: Path) -> bool:
        """Whether everybody may pass through `folder` and each folder above it."""
        if not self.is_other:
            return True
        return all(step.stat().st_mode & 0o001 for step in [folder, *folder.parents])

    def private_folder(self, folder: Path) -> Path:
        """Make a folder that only this account (and root) may enter."""
        folder.mkdir(mode=0o700, exist_ok=True)
        if folder.lstat().st_uid not in (os.geteuid(), self.uid):
            raise CannotGoOn(f"{folder} belongs to another user. Remove it and start again.")
        if self.is_other:
            os.chown(folder, self.uid, self.gid, follow_symlinks=False)
        folder.chmod(0o700)
        return folder

    def new_private_folder(self, folder: Path) -> None:
        """Make one where everybody may write. Raises FileExistsError if anything is there."""
        folder.mkdir(mode=0o700)
        if self.is_other:
            os.chown(folder, self.uid, self.gid, follow_symlinks=False)
