"""Rows that administrators may look at but only services write."""

from django.http import HttpRequest

from accounts.policies import may_read_exceptions


class Exceptional:
    """Mixed into an admin of exceptions that somebody made: the privacy officer reads them too."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return may_read_exceptions(request.user)

    def has_view_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        return may_read_exceptions(request.user)


class ReadOnly:
    """Mixed into an admin of rows that nobody adds, changes or deletes by hand."""

    show_full_result_count: bool = False

    def has_add_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        return False
