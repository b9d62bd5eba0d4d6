"""Rows that administrators may look at but only services write."""

from django.http import HttpRequest


class ReadOnly:
    """Mixed into an admin of rows that nobody adds, changes or deletes by hand."""

    show_full_result_count: bool = False

    def has_add_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        return False
