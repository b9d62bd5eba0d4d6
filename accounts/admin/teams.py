"""The two teams, and which industry each serves (B1.2)."""

from django.contrib import admin
from django.http import HttpRequest

from accounts.models import IndustryTeam, Team


@admin.register(Team)
class TeamAdmin(admin.ModelAdmin):
    list_display = ["name_fi", "name_sv", "name_en"]
    search_fields = ["name_fi", "name_sv", "name_en"]
    show_full_result_count = False


@admin.register(IndustryTeam)
class IndustryTeamAdmin(admin.ModelAdmin):
    list_display = ["industry", "team"]
    list_editable = ["team"]
    list_select_related = ["team"]
    show_full_result_count = False

    def get_readonly_fields(
        self, request: HttpRequest, obj: IndustryTeam | None = None
    ) -> list[str]:
        """The industry is the row's key: another one would be another row."""
        return ["industry"] if obj else []
