"""Addresses of cases. People read and quote them: /cases/SO-104217/."""

from django.urls import path, register_converter

from cases.models.case import REFERENCE_PREFIX
from cases.views import (
    attachment,
    case,
    handling,
    level,
    messages,
    notes,
    queue,
    registration,
    stage,
)


class Reference:
    """A case by the number people quote; "SO-104217" in the address, 104217 in the view."""

    # As people type it: with or without the letters, in any case.
    regex = f"(?i:{REFERENCE_PREFIX})?[0-9]{{1,12}}"

    def to_python(self, value: str) -> int:
        return int(value.rpartition("-")[2])

    def to_url(self, value: int) -> str:
        return f"{REFERENCE_PREFIX}{value}"


register_converter(Reference, "reference")

app_name = "cases"
urlpatterns = [
    path("queue/", queue.show, name="queue"),
    path("cases/new/", registration.new, name="new"),
    path("cases/<reference:number>/", case.show, name="case"),
    path("cases/<reference:number>/messages/", messages.write, name="messages"),
    path("cases/<reference:number>/notes/", notes.write, name="notes"),
    path("cases/<reference:number>/handling/", handling.begin, name="handling"),
    path("cases/<reference:number>/level/", level.change, name="level"),
    path("cases/<reference:number>/stage/", stage.change, name="stage"),
    path("cases/<reference:number>/attachments/<int:pk>/", attachment.download, name="attachment"),
]
