"""Who hears when how much of the time of a promise has passed (B5.5)."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Case, Q, When
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.admin.history import RemembersEdits
from accounts.history import Source
from accounts.timewords import duration_words
from sla import steps
from sla.admin.publishing import PublishesAll
from sla.choices import WHOLE, ClockKind
from sla.models import EscalationStep


class StepForm(forms.ModelForm):
    def clean(self) -> dict[str, Any]:
        """Say what is wrong beside the field; a step that tells nobody would warn of nothing."""
        cleaned = super().clean() or self.cleaned_data
        # The promise of a step that exists is only shown, so Django would not compare it.
        kind, percent = cleaned.get("kind", self.instance.kind), cleaned.get("percent")
        others = EscalationStep.objects.filter(kind=kind).exclude(pk=self.instance.pk)
        if percent and others.filter(percent=percent).exists():
            self.add_error("percent", _("There is such a step already."))
        if not any(cleaned.get(f"tells_{who}") for who in ("handler", "team", "manager")):
            self.add_error("tells_handler", _("Choose at least one who hears."))
        return cleaned


@admin.register(EscalationStep)
class EscalationStepAdmin(RemembersEdits, PublishesAll):
    """The warnings; an edit re-plans them for the clocks that run, and moves no deadline."""

    form = StepForm
    list_display = ["kind", "when", "only_when", "who_hears"]
    list_display_links = ["kind", "when"]
    list_filter = ["kind"]
    ordering = [
        Case(*(When(kind=kind, then=place) for place, kind in enumerate(ClockKind.values))),
        "percent",
    ]
    show_full_result_count = False
    fields = [
        ("kind", "percent"),
        "least_minutes",
        "tells_handler",
        "tells_team",
        "tells_manager",
    ]

    @admin.display(description=pgettext_lazy("step", "when"), ordering="percent")
    def when(self, step: EscalationStep) -> str:
        if step.percent == WHOLE:
            return _("at the deadline (100 %%)") % {}
        return _("when %(percent)d %% of the time has passed") % {"percent": step.percent}

    @admin.display(description=gettext_lazy("counts for"), ordering="least_minutes")
    def only_when(self, step: EscalationStep) -> str:
        if not step.least_minutes:
            return _("every promise")
        time = duration_words(step.least_minutes * 60)
        return _("promises of at least %(time)s") % {"time": time}

    @admin.display(description=gettext_lazy("who hears"))
    def who_hears(self, step: EscalationStep) -> str:
        told = {
            _("handler"): step.tells_handler,
            _("team"): step.tells_team,
            _("support manager"): step.tells_manager,
        }
        return capfirst(", ".join(who for who, hears in told.items() if hears))

    def sources_of(self, row: Any) -> Sequence[Source]:
        """The steps of one kind of promise together, so that a deleted one is told too."""
        return [Source(EscalationStep, Q(kind=row.kind))]

    def get_readonly_fields(
        self, request: HttpRequest, obj: EscalationStep | None = None
    ) -> list[str]:
        """What a step is of stays; the last step of a promise stays its last one."""
        if obj is None:
            return []
        return ["kind", "percent", "least_minutes"] if obj.percent == WHOLE else ["kind"]

    def has_delete_permission(
        self, request: HttpRequest, obj: EscalationStep | None = None
    ) -> bool:
        """Every deadline has its last step."""
        if obj is not None and obj.percent == WHOLE:
            return False
        return super().has_delete_permission(request, obj)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Steps are deleted one by one: among several, a last one could go too."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def save_model(
        self,
        request: HttpRequest,
        obj: Any,
        form: Any,
        change: bool,  # noqa: FBT001
    ) -> None:
        super().save_model(request, obj, form, change)
        steps.look_again()

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        super().delete_model(request, obj)
        steps.look_again()
