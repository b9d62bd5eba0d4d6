"""The Celery application. Its schedule is written here, in code, where it is reviewed."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "softone_support.settings.production")

app = Celery("softone_support")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(related_name="sweeps")

app.conf.beat_schedule = {
    name: {
        "task": task,
        "schedule": seconds,
        # While workers are down, sweeps do not pile up: the next one finds all there is to do.
        "options": {"expires": seconds},
    }
    for name, task, seconds in [
        ("announce-breaches", "cases.announce_breaches", 15.0),
        ("send-waiting-mail", "notices.send_waiting_mail", 15.0),
        ("beat-heartbeat", "softone_support.note_heartbeat", 30.0),
    ]
}
