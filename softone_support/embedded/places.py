"""Where the servers' data, sockets and log files lie."""

import hashlib
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from softone_support.embedded.account import Account
from softone_support.embedded.locks import is_free, locked
from softone_support.embedded.words import CannotGoOn

CHECKOUT = Path(__file__).resolve().parents[2]
# A socket's path may have 107 bytes on Linux and 103 on macOS; the file itself has a name too.
LONGEST_SOCKET_FOLDER = 103 - len("/.s.PGSQL.5432")
THROW_AWAY = "portal-test-"


@dataclass(frozen=True)
class Place:
    """One set of servers: its folder, its sockets, whom it belongs to."""

    folder: Path
    sockets: Path
    account: Account
    is_lasting: bool
    """Whether the data outlives the command. If not, speed goes before safety."""

    def folder_of(self, server: str) -> Path:
        """The data folder of one server."""
        return self.folder / server

    def log_of(self, server: str) -> Path:
        """The file that takes what one server says."""
        return self.folder / f"{server}.log"


def demo_folder() -> Path:
    """The demo's own files: secret key, mail, uploads, locks. DEMO_DATA_DIR moves it."""
    return Path(os.environ.get("DEMO_DATA_DIR") or CHECKOUT / ".data").absolute()


def name_of_checkout() -> str:
    """A name that no other checkout on this machine has."""
    return f"portal-{hashlib.sha256(os.fsencode(demo_folder())).hexdigest()[:8]}"


def for_the_demo() -> Place:
    """The lasting place. Where only root can enter, the servers' part lies elsewhere."""
    home = demo_folder()
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    if home.stat().st_uid != os.geteuid() and os.geteuid() != 0:
        raise CannotGoOn(
            f"{home} belongs to another user. Start as that user, or remove it, "
            "or name another folder in DEMO_DATA_DIR."
        )
    account = Account.for_servers(home / "postgres")
    if account.is_other:
        home.chmod(0o711)  # to pass through; what lies in it is closed one by one
    folder = home if account.may_enter(home) else outside_folder()
    return Place(folder, _socket_folder(folder, account), account, is_lasting=True)


@contextmanager
def throw_away() -> Iterator[Place]:
    """A place for one command, removed at its end, together with what was left by a crash."""
    account = Account.for_servers(Path(os.devnull, "never"))
    base = Path(tempfile.gettempdir())
    if not account.may_enter(base):
        base = Path("/tmp")  # noqa: S108 mkdtemp makes a folder nobody else can have made
    sweep(base)
    folder = Path(tempfile.mkdtemp(prefix=THROW_AWAY, dir=base))
    folder.chmod(0o711)
    sockets = _socket_folder(folder, account)
    try:
        with locked(folder / "in-use.lock"):
            yield Place(folder, sockets, account, is_lasting=False)
    finally:
        shutil.rmtree(sockets, ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)


def sweep(base: Path) -> None:
    """Remove throw-away places whose command is gone. Their servers died with it."""
    for folder in base.glob(f"{THROW_AWAY}*"):
        lock = folder / "in-use.lock"
        with suppress(FileNotFoundError):  # another command may be sweeping as well
            if folder.stat().st_uid == os.geteuid() and lock.exists() and is_free(lock):
                shutil.rmtree(folder, ignore_errors=True)


def outside_folder() -> Path:
    """A folder that `nobody` can reach when the checkout is in root's closed home."""
    folder = Path("/var/lib") / name_of_checkout()
    try:
        folder.mkdir(mode=0o711, exist_ok=True)
    except OSError as reason:
        raise CannotGoOn(
            f"Servers may not run as root, and the account they run as cannot enter {CHECKOUT}.\n"
            f"{folder} cannot be made either ({reason.strerror}). "
            "Name a folder open to all in DEMO_DATA_DIR, or start as an ordinary user."
        ) from reason
    return folder


def _socket_folder(folder: Path, account: Account) -> Path:
    """A private folder for the sockets, near the data when that path is short enough."""
    near = folder / "sockets"
    if len(os.fsencode(near)) <= LONGEST_SOCKET_FOLDER:
        return account.private_folder(near)
    short = _short_socket_folder(folder, account)
    with suppress(FileExistsError):  # a link somebody planted exists too, and is refused below
        account.new_private_folder(short)
    found = short.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != account.uid or found.st_mode & 0o077:
        raise CannotGoOn(f"{short} is not ours or is open to others. Remove it and start again.")
    return short


def _short_socket_folder(folder: Path, account: Account) -> Path:
    digest = hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]
    return Path("/tmp") / f"portal-{account.uid}-{digest}"  # noqa: S108 its owner is checked
