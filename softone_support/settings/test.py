"""Settings of `./run test`: the real engines, faster passwords, mail into memory."""

import os
import tempfile

os.environ["SITE_URL"] = "http://testserver"
os.environ["MAIL_FROM"] = "SoftOne <support@portal.example>"

from softone_support.settings import logs
from softone_support.settings.base import *  # noqa: F403
from softone_support.settings.base import CACHES, DATABASES, STORAGES

SECRET_KEY = "only-for-tests-" + "x" * 40
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MEDIA_ROOT = tempfile.mkdtemp(prefix="portal-media-")
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
# Tests make and drop databases, which a pool would hold open.
DATABASES["default"]["OPTIONS"].pop("pool")
# Two test processes share one Valkey.
CACHES["default"]["KEY_PREFIX"] = "test-" + os.environ.get("PYTEST_XDIST_WORKER", "main")

logs.configure(as_json=False, level="WARNING")
