"""What surrounds every page: places, opening state, notices, ways to reach us."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import moment
from accounts.feedback.policies import may_read_feedback
from accounts.information.models import ContactDetails
from accounts.models import User
from accounts.notices import selectors as notices
from cases.policies import may_read_reports
from sla import opening


@dataclass(frozen=True)
class Place:
    """One entry of the main menu and of the phone's tab bar."""

    url: str
    label: str
    icon: str
    is_current: bool


class Frame:
    """Everything is worked out when a template first asks for it, and once."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        user = getattr(request, "user", None)
        self._person: User | None = user if user and user.is_authenticated else None

    @cached_property
    def now(self) -> datetime:
        return moment.of(self._request)

    @cached_property
    def opening(self) -> opening.OpeningState | None:
        return opening.opening_state(self.now)

    @cached_property
    def hours_line(self) -> str:
        return opening.usual_week(self.now)

    @cached_property
    def contact(self) -> ContactDetails:
        return ContactDetails.load()

    @cached_property
    def unread(self) -> int:
        return notices.unread_shown(self._person) if self._person else 0

    @cached_property
    def new_case_url(self) -> str | None:
        may_register = self._person is not None and self._person.company is not None
        return reverse("cases:new") if may_register else None

    @cached_property
    def search_url(self) -> str | None:
        """Where a company finds its cases; the desk has its queue."""
        has_company = self._person is not None and self._person.company is not None
        return reverse("cases:list") if has_company else None

    @cached_property
    def nav(self) -> list[Place]:
        if self._person is None:
            return []
        return self._desk_places(self._person) if self._person.is_desk else self._own_places()

    def _own_places(self) -> list[Place]:
        places = [self._place(reverse("home"), _("Home"), "house")]
        if self.search_url:
            places.append(self._place(self.search_url, _("Cases"), "inbox"))
            places.append(self._place(reverse("accounts:company"), _("SuperUsers"), "users"))
        return places

    def _desk_places(self, person: User) -> list[Place]:
        places = [
            self._place(reverse("cases:queue"), _("Queue"), "inbox"),
            self._place(reverse("cases:customers"), _("Customers"), "building-2"),
            self._place(reverse("knowledgebase:desk"), _("Knowledge base"), "book-open"),
        ]
        if may_read_reports(person):
            places.append(self._place(reverse("cases:reports"), _("Reports"), "chart-column"))
        if may_read_feedback(person):
            url = reverse("feedback:list")
            places.append(self._place(url, _("Feedback"), "message-square"))
        if person.is_staff:
            url = reverse("admin:index")
            places.append(self._place(url, _("Administration"), "settings"))
        return places

    def _place(self, url: str, label: str, icon: str) -> Place:
        return Place(url, label, icon, is_current=self._request.path == url)


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context processor that gives every template its `frame`."""
    return {"frame": Frame(request)}
