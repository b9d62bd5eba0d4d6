"""Where servers lie, and what keeps them apart."""

import os
from pathlib import Path

import pytest

from softone_support.embedded import places
from softone_support.embedded.account import Account
from softone_support.embedded.locks import locked
from softone_support.embedded.words import CannotGoOn

ME = Account(os.geteuid(), os.getegid())


def test_sockets_lie_with_the_data_when_the_path_is_short(tmp_path: Path) -> None:
    folder = Path("/tmp") / tmp_path.name
    folder.mkdir(exist_ok=True)

    sockets = places._socket_folder(folder, ME)

    assert sockets == folder / "sockets"
    assert sockets.stat().st_mode & 0o777 == 0o700
    sockets.rmdir()
    folder.rmdir()


def test_a_long_path_gets_a_short_private_socket_folder(tmp_path: Path) -> None:
    folder = tmp_path / ("long" * 30)

    sockets = places._socket_folder(folder, ME)

    assert len(os.fsencode(sockets)) <= places.LONGEST_SOCKET_FOLDER
    assert sockets.stat().st_mode & 0o777 == 0o700
    assert places._socket_folder(folder, ME) == sockets
    sockets.rmdir()


def test_a_socket_folder_that_others_may_enter_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / ("long" * 30)
    sockets = places._socket_folder(folder, ME)
    sockets.chmod(0o755)

    with pytest.raises(CannotGoOn, match="is not ours or is open to others"):
        places._socket_folder(folder, ME)

    sockets.rmdir()


def test_a_crashed_command_s_folder_is_removed_and_a_living_one_s_is_kept(tmp_path: Path) -> None:
    crashed, living = tmp_path / "portal-test-crashed", tmp_path / "portal-test-living"
    for folder in (crashed, living):
        folder.mkdir()
        (folder / "in-use.lock").touch()

    with locked(living / "in-use.lock"):
        places.sweep(tmp_path)

    assert list(tmp_path.iterdir()) == [living]


def test_another_account_may_not_enter_below_a_closed_folder(tmp_path: Path) -> None:
    stranger = Account(uid=ME.uid + 1, gid=ME.gid)
    open_to_all = tmp_path / "open"
    open_to_all.mkdir(mode=0o755)
    tmp_path.chmod(0o700)

    assert not stranger.may_enter(open_to_all)
    assert ME.may_enter(open_to_all)
