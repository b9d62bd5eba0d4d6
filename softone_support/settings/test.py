"""Settings of `./run test`: the real engines, faster passwords, mail into memory."""

import os
import re
import tempfile

os.environ["SITE_URL"] = "http://testserver"
os.environ["MAIL_FROM"] = "SoftOne <support@portal.example>"

from softone_support.settings import logs
from softone_support.settings.base import *  # noqa: F403
from softone_support.settings.base import CACHES, DATABASES, STORAGES

SECRET_KEY = "only-for-tests-" + "x" * 40
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MEDIA_ROOT = os.environ.get("MEDIA_ROOT") or tempfile.mkdtemp(prefix="portal-media-")
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
# Tests make and drop databases, which a pool would hold open.
DATABASES["default"]["OPTIONS"].pop("pool")
# Test processes share one Valkey, and emptying the cache empties a whole database of it.
_worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
CACHES["default"]["LOCATION"] = re.sub(
    r"db=\d+", f"db={2 + _worker}", CACHES["default"]["LOCATION"]
)

logs.configure(as_json=False, level="WARNING")
