"""The files for operators say what the portal relies on."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from softone_support.embedded import places
from softone_support.embedded.account import Account
from softone_support.embedded.words import CannotGoOn
from softone_support.middleware import MOST_WITH_FILES, TAKES_FILES

CHECKOUT = Path(__file__).resolve().parents[2]
NGINX = (CHECKOUT / "docs/deploy/nginx.conf").read_text(encoding="utf-8")
COMPOSE = (CHECKOUT / "docker-compose.yml").read_text(encoding="utf-8")


def _location(name: str) -> str:
    [body] = re.findall(r"location " + re.escape(name) + r" \{(.*?)\n    \}", NGINX, re.DOTALL)
    return body


def test_nginx_takes_files_where_the_portal_does_and_nowhere_else() -> None:
    [pattern] = re.findall(r"location ~ (\S+) \{", NGINX)
    addresses = {
        "cases:new": "/cases/new/",
        "cases:new_for": "/customers/1/cases/new/",
        "cases:draft": "/cases/drafts/0b7a/",
        "cases:draft_files": "/cases/drafts/0b7a/files/",
        "cases:messages": "/cases/SO-1/messages/",
        "cases:notes": "/cases/SO-1/notes/",
        "cases:questions": "/cases/SO-1/questions/",
        "cases:solution": "/cases/SO-1/solution/",
        "cases:way_round": "/cases/SO-1/way-round/",
        "cases:reopening": "/cases/SO-1/reopening/",
        "knowledgebase:write": "/knowledge/desk/write/",
        "knowledgebase:edit": "/knowledge/desk/articles/palkka-ajo/",
        "knowledgebase:files": "/knowledge/desk/articles/palkka-ajo/files/",
        "admin:accounts_importrun_file": "/admin/accounts/importrun/file/invoices/",
    }

    assert set(addresses) == TAKES_FILES
    assert all(re.match(pattern, address) for address in addresses.values())
    assert not re.match(pattern, "/cases/SO-1/stage/")
    assert not re.match(pattern, "/admin/accounts/importrun/")
    assert not re.match(pattern, "/knowledge/palkka-ajo/")
    assert not re.match(pattern, "/knowledge/desk/articles/palkka-ajo/review/")
    assert re.findall(r"client_max_body_size (\d+)m", NGINX) == ["1", str(MOST_WITH_FILES >> 20)]


def test_nginx_logs_no_key_and_tells_nobody_what_is_late() -> None:
    assert "access_log off;" in _location("^~ /account/password/reset/key/")
    assert "error_log /dev/null;" in _location("^~ /account/password/reset/key/")
    assert "access_log off;" in _location("^~ /invitation/")
    assert "error_log /dev/null;" in _location("^~ /invitation/")
    assert "return 404;" in _location("= /readyz")


def test_nginx_logs_the_address_without_what_was_searched_for() -> None:
    [(name, shape)] = re.findall(r"^log_format (\w+)\s+(.*?);$", NGINX, re.DOTALL | re.MULTILINE)
    logs = set(re.findall(r"^\s*access_log (.*?);", NGINX, re.MULTILINE))

    assert logs == {"off", f"/var/log/nginx/portal.log {name}"}
    assert "$uri" in shape
    # Each of these holds a query: that of this page, or of the page before it.
    assert not re.search(r"\$(request|request_uri|args|query_string|arg_\w+|http_referer)\b", shape)


def test_the_portal_is_not_the_superuser_of_its_database() -> None:
    role = (CHECKOUT / "docs/deploy/database/role.sh").read_text(encoding="utf-8")

    assert "POSTGRES_USER" not in COMPOSE
    assert "./docs/deploy/database:/docker-entrypoint-initdb.d:ro" in COMPOSE
    assert "CREATE ROLE portal LOGIN NOSUPERUSER" in role


def test_memory_for_uploads_is_bounded() -> None:
    assert 'tmpfs: ["/tmp:size=' in COMPOSE


@pytest.mark.parametrize(
    ("hosts", "origins"),
    [
        ("portal.example.com", ["https://portal.example.com"]),
        (".example.com", ["https://example.com", "https://*.example.com"]),
    ],
)
def test_a_domain_with_all_below_it_is_trusted_as_such(hosts: str, origins: list[str]) -> None:
    asked = subprocess.run(
        [
            sys.executable,
            "-c",
            "from django.conf import settings as s; print(s.CSRF_TRUSTED_ORIGINS)",
        ],
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "softone_support.settings.production",
            "DATABASE_URL": "postgres://nobody@nowhere/none",
            "REDIS_URL": "redis://nowhere",
            "SECRET_KEY": "k3-" + "abcdefghijklmnopqrstuvwxyz" * 3,
            "ALLOWED_HOSTS": hosts,
            "SITE_URL": "https://portal.example.com",
            "MAIL_FROM": "support@example.com",
            "EMAIL_URL": "consolemail://",
        },
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )

    assert asked.stdout.strip() == str(origins)


# --- Folders where everybody may write --------------------------------------------------------


def _long(tmp_path: Path) -> Path:
    folder = tmp_path / ("x" * places.LONGEST_SOCKET_FOLDER)
    folder.mkdir()
    return folder


@pytest.mark.parametrize("is_dangling", [True, False])
def test_a_planted_link_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_dangling: bool
) -> None:
    account = Account(os.geteuid(), os.getegid())
    victim = tmp_path / "victim"
    if not is_dangling:
        victim.mkdir(mode=0o755)
    planted = tmp_path / "planted"
    planted.symlink_to(victim)
    monkeypatch.setattr(places, "_short_socket_folder", lambda folder, account: planted)

    with pytest.raises(CannotGoOn, match="not ours"):
        places._socket_folder(_long(tmp_path), account)

    assert victim.exists() is not is_dangling
    assert is_dangling or victim.stat().st_mode & 0o777 == 0o755


def test_a_new_folder_is_ours_alone_and_found_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = Account(os.geteuid(), os.getegid())
    short = tmp_path / "short"
    monkeypatch.setattr(places, "_short_socket_folder", lambda folder, account: short)
    folder = _long(tmp_path)

    assert places._socket_folder(folder, account) == short
    assert places._socket_folder(folder, account) == short
    assert short.stat().st_mode & 0o777 == 0o700
