"""What `./run test` passes on to pytest."""

from pathlib import Path

import pytest

from softone_support.embedded import environment
from softone_support.embedded.trial import parallel


@pytest.mark.parametrize(
    "arguments", [["-n", "4"], ["-n0"], ["-p", "no:xdist"], ["--numprocesses=1"], ["--pdb"]]
)
def test_the_person_decides_how_many_test_processes(arguments: list[str]) -> None:
    assert parallel(arguments) == []


def test_two_test_processes_are_the_default() -> None:
    assert parallel(["-k", "n", "tests/sla"]) == ["-n", "2"]


def test_no_value_of_a_real_portal_reaches_the_tests(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_URL", "https://portal.example")
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "softone_support.settings.production")

    servers = {"DATABASE_URL": "postgres://portal@//run/portal"}
    variables = environment.for_the_tests(servers, tmp_path)

    assert "SITE_URL" not in variables
    assert variables["DJANGO_SETTINGS_MODULE"] == "softone_support.settings.test"
    assert variables["MEDIA_ROOT"] == str(tmp_path / "media")
    assert variables["DATABASE_URL"] == "postgres://portal@//run/portal"
