"""Settings of `./run demo`: one machine, plain HTTP on localhost, mail into a local folder."""

from softone_support.settings import logs
from softone_support.settings.base import *  # noqa: F403
from softone_support.settings.base import env

DEMO = True
SECRET_KEY = env.str("SECRET_KEY")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]

EMAIL_BACKEND = "softone_support.embedded.mailbox.FolderBackend"

logs.configure(as_json=False, level=env.str("LOG_LEVEL", default="INFO"))
