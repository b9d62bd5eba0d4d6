"""Settings of the worker's own process: a broker name space, and a mail server that can be held."""

import os

from softone_support.settings.test import *  # noqa: F403
from softone_support.settings.test import CELERY_BROKER_TRANSPORT_OPTIONS

CELERY_BROKER_TRANSPORT_OPTIONS = {
    **CELERY_BROKER_TRANSPORT_OPTIONS,
    # Several test runs share one broker, and none may take the tasks of another.
    "global_keyprefix": os.environ["TEST_BROKER_PREFIX"],
}
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
EMAIL_BACKEND = "tests.worker.post.HeldPost"
DEMO_MAIL_DIR = os.environ["TEST_MAIL_DIR"]
# The people of the tests have addresses of the demo, which a real worker would refuse.
DEMO = True
