"""The Celery application. Its schedule is written here, in code, where it is reviewed."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "softone_support.settings.production")

app = Celery("softone_support")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(related_name="sweeps")

app.conf.beat_schedule = {
    "announce-breaches": {"task": "cases.announce_breaches", "schedule": 15.0},
    "send-waiting-mail": {"task": "notices.send_waiting_mail", "schedule": 15.0},
    "beat-heartbeat": {"task": "softone_support.note_heartbeat", "schedule": 30.0},
}
