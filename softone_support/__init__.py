"""Wiring of the portal: settings, URLs, Celery, home and health pages."""

from softone_support.celery import app as celery_app

__all__ = ["celery_app"]
