"""The script `run` itself."""

import ast
import subprocess
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

from softone_support.embedded.places import CHECKOUT

RUN = CHECKOUT / "run"


@pytest.fixture(scope="module")
def run() -> ModuleType:
    """The script as a module."""
    spec = spec_from_loader("run", SourceFileLoader("run", str(RUN)))
    assert spec is not None
    module = module_from_spec(spec)
    assert spec.loader is not None
    sys.dont_write_bytecode, before = True, sys.dont_write_bytecode
    spec.loader.exec_module(module)
    sys.dont_write_bytecode = before
    return module


def test_an_old_python_can_parse_the_script() -> None:
    assert ast.parse(RUN.read_text(encoding="utf-8"), feature_version=(3, 6))


def test_an_unknown_command_gets_the_list_of_commands() -> None:
    answer = subprocess.run(
        [sys.executable, RUN, "dance"], capture_output=True, text=True, check=False
    )

    assert answer.returncode == 1
    assert answer.stderr.startswith("There is no ./run dance.\n\n./run demo")


def test_an_installation_counts_only_with_its_marker(run: ModuleType, tmp_path: Path) -> None:
    python, marker = tmp_path / "python", tmp_path / ".complete"
    python.touch()
    assert not run.is_complete(python, marker, "abc")

    marker.write_text("abc")

    assert run.is_complete(python, marker, "abc")
    assert not run.is_complete(python, marker, "of another lock")


def test_without_ensurepip_both_cures_are_named(
    run: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(run.CannotGoOn) as refusal:
        run.make_with_pip(tmp_path / "venv")

    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    assert f"apt install python{version}-venv" in str(refusal.value)
    assert "install uv, or another Python" in str(refusal.value)


def test_a_failing_installer_s_last_words_are_kept(run: ModuleType) -> None:
    words = run.follow([sys.executable, "-c", "print('no network'); exit(1)"], "pip")

    assert words == "  no network"


def test_a_python_that_is_too_old_is_told_which_to_install(
    run: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run.sys, "version_info", (3, 9, 18))
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(run.CannotGoOn, match=r"needs Python 3\.11–3\.14"):
        run.require_a_python()
