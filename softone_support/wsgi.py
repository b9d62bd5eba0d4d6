"""Entry point for the web server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "softone_support.settings.production")

application = get_wsgi_application()

from softone_support import checks  # noqa: E402 — models exist only from here on

checks.refuse_unsafe_start()
