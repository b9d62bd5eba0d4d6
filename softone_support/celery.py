"""The Celery application. Its schedule is written here, in code, where it is reviewed."""

import os
from typing import Any

from celery import Celery
from celery.schedules import crontab
from celery.signals import worker_init
from django.core.exceptions import ImproperlyConfigured

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "softone_support.settings.production")

app = Celery("softone_support")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(related_name="sweeps")

_EVERY = [
    ("announce-passed-steps", "cases.announce_passed_steps", 15.0),
    ("replan-deadlines", "cases.replan_deadlines", 15.0),
    ("close-silent", "cases.close_silent", 30.0),
    ("forgotten-drafts", "cases.discard_forgotten_drafts", 3600.0),
    ("kept-files", "imports.forget_kept_files", 3600.0),
    ("send-waiting-mail", "notices.send_waiting_mail", 15.0),
    ("forgotten-changes", "search.take_forgotten_changes", 30.0),
    ("beat-heartbeat", "softone_support.note_heartbeat", 30.0),
]
# In the small hours, and again where it was cut off until it is done.
_AUDIT = {
    "task": "sla.audit_clocks",
    "schedule": crontab(hour="2-3", minute="*/5"),
    "options": {"expires": 300.0},
}
# In the morning, so that a mail is read the same day; what is left, the next quarter takes.
_CERTIFICATES = {
    "task": "accounts.warn_of_ending_certificates",
    "schedule": crontab(hour="7", minute="*/15"),
    "options": {"expires": 900.0},
}

# With the morning's mail, as above.
_REVIEWS = {
    "task": "knowledgebase.tell_of_reviews",
    "schedule": crontab(hour="7", minute="*/15"),
    "options": {"expires": 900.0},
}  # What search need not know any more goes at night.
_FORGETTING = {
    "task": "search.forget",
    "schedule": crontab(hour="4", minute="20"),
    "options": {"expires": 3600.0},
}

app.conf.beat_schedule = {
    **{
        name: {
            "task": task,
            "schedule": seconds,
            # While workers are down, sweeps do not pile up: the next one finds all there is to do.
            "options": {"expires": seconds},
        }
        for name, task, seconds in _EVERY
    },
    "audit-clocks": _AUDIT,
    "search-forgets": _FORGETTING,
    "warn-of-ending-certificates": _CERTIFICATES,
    "tell-of-reviews": _REVIEWS,
}


@worker_init.connect
def refuse_unsafe_start(**kwargs: Any) -> None:
    """End a worker that must not start, with the reason as its last line."""
    from softone_support import checks  # noqa: PLC0415 — models exist only by now

    try:
        checks.refuse_unsafe_start()
    except ImproperlyConfigured as reason:
        # Celery logs any other exception of a receiver, and goes on.
        raise SystemExit(f"The worker does not start. {reason}") from reason
