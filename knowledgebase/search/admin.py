"""The words of search, which editors teach it (B9)."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from accounts.information.policies import may_edit_information
from knowledgebase.search.models import StopWord, Synonyms


class Taught:
    """Mixed into an admin of words: editors keep them beside administrators.

    A process learns of an edit within seconds; nothing need be indexed anew.
    """

    show_full_result_count = False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return may_edit_information(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_edit_information(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return may_edit_information(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_edit_information(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_edit_information(request.user)


@admin.register(Synonyms)
class SynonymsAdmin(Taught, admin.ModelAdmin):
    list_display = ["words", "language"]
    list_filter = ["language"]
    search_fields = ["words"]


@admin.register(StopWord)
class StopWordAdmin(Taught, admin.ModelAdmin):
    list_display = ["word", "language"]
    list_filter = ["language"]
    search_fields = ["word"]
