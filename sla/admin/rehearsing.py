"""No edit moves a deadline before somebody has seen which ones: the edit is tried, then asked."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import moment
from sla.models import Calendar
from sla.rehearsal import Rehearsal, rehearse

# What the page of moved deadlines adds to the form it sends again.
CONFIRMED = "_confirmed"
BACK = "_back"
SHOWN_MOVES = 200


class Rehearses(admin.ModelAdmin):
    """Saves and deletes for good when no deadline moves, else after a look at those that do.

    The edit itself is made in a transaction, its deadlines are counted by the rows as they then
    are, and it is taken back until the same form comes again with `CONFIRMED`.
    """

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        view = super().changeform_view
        if BACK in request.POST:
            words = _("Nothing is saved yet. Change what you like and save again.")
            self.message_user(request, words, messages.WARNING)
        return self._rehearsed(
            request,
            lambda: view(request, object_id, form_url, extra_context),
            has_form=True,
        )

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        view = super().delete_view
        return self._rehearsed(request, lambda: view(request, object_id, extra_context))

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        view = super().changelist_view
        return self._rehearsed(request, lambda: view(request, extra_context))

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        form = super().get_form(request, *args, **kwargs)
        return _unsent(form) if BACK in request.POST else form

    def message_user(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Keep what is said about an edit until it is certain that the edit stays."""
        held: list[Any] | None = getattr(request, "held_words", None)
        if held is None:
            super().message_user(request, *args, **kwargs)
        else:
            held.append((args, kwargs))

    def _rehearsed(
        self, request: HttpRequest, act: Callable[[], HttpResponse], *, has_form: bool = False
    ) -> HttpResponse:
        if request.method != "POST":
            return act()
        held: list[Any] = []
        request.held_words = held  # type: ignore[attr-defined]
        with transaction.atomic():
            before = _editions()
            response = act()
            rehearsal = rehearse(at=moment.of(request)) if _editions() != before else None
            stays = rehearsal is None or _may_stay(rehearsal, request)
            if not stays:
                transaction.set_rollback(True)
        request.held_words = None  # type: ignore[attr-defined]
        if rehearsal is not None and not stays:
            return self._moves_page(request, rehearsal, has_form=has_form)
        for args, kwargs in held:
            self.message_user(request, *args, **kwargs)
        if rehearsal is not None:
            self.message_user(request, _outcome(rehearsal), messages.INFO)
        return response

    def _moves_page(
        self, request: HttpRequest, rehearsal: Rehearsal, *, has_form: bool
    ) -> HttpResponse:
        sent = [
            (name, value)
            for name, values in request.POST.lists()
            for value in values
            if name not in ("csrfmiddlewaretoken", CONFIRMED, BACK)
        ]
        moves = rehearsal.moves
        context = {
            **self.admin_site.each_context(request),
            "title": _title(rehearsal),
            "opts": self.opts,
            "is_popup": IS_POPUP_VAR in request.POST,
            "rehearsal": rehearsal,
            "late": sum(move.is_late for move in moves),
            "moves": moves[:SHOWN_MOVES],
            "more": max(0, len(moves) - SHOWN_MOVES),
            "now": moment.of(request),
            "sent": sent,
            "has_form": has_form,
            "confirmed": CONFIRMED,
            "back": BACK,
        }
        return TemplateResponse(request, "admin/sla/moves.html", context)


def _editions() -> dict[int, int]:
    """Tells whether anything was saved that deadlines are counted by."""
    return dict(Calendar.objects.values_list("pk", "version"))


def _may_stay(rehearsal: Rehearsal, request: HttpRequest) -> bool:
    """An edit that leaves a deadline beyond the known days never stays."""
    return not rehearsal.uncounted and (not rehearsal.moves or CONFIRMED in request.POST)


def _title(rehearsal: Rehearsal) -> str:
    if rehearsal.uncounted:
        return ngettext(
            "This edit cannot be saved: %(count)d deadline would be unknown",
            "This edit cannot be saved: %(count)d deadlines would be unknown",
            rehearsal.uncounted,
        ) % {"count": rehearsal.uncounted}
    return ngettext(
        "This edit moves %(count)d deadline",
        "This edit moves %(count)d deadlines",
        len(rehearsal.moves),
    ) % {"count": len(rehearsal.moves)}


def _outcome(rehearsal: Rehearsal) -> str:
    if rehearsal.moves:
        return ngettext(
            "%(count)d deadline moves within a minute.",
            "%(count)d deadlines move within a minute.",
            len(rehearsal.moves),
        ) % {"count": len(rehearsal.moves)}
    if not rehearsal.examined:
        return _("No clock is running, so no deadline moves.")
    if rehearsal.left_out:
        return _("None of the %(count)d nearest deadlines moves.") % {"count": rehearsal.examined}
    return ngettext(
        "No deadline moves. %(count)d running clock was looked at.",
        "No deadline moves. %(count)d running clocks were looked at.",
        rehearsal.examined,
    ) % {"count": rehearsal.examined}


def _unsent(form: Any) -> Any:
    """The same form as it was filled in, shown again instead of saved."""

    class Unsent(form):
        def is_valid(self) -> bool:
            super().is_valid()
            return False

    return Unsent
