"""The administration pages share the portal's login, and open for nobody else (B1.4)."""

import allauth.account.admin  # noqa: F401 — registers what is taken away below
from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress, EmailConfirmation
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.policies import may_open_administration

admin.site.site_header = _("Digital Customer Centre")
admin.site.site_title = _("Digital Customer Centre")
admin.site.index_title = _("Administration")
# The only way in is the portal's own login with all its steps.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

_is_administrator = admin.site.has_permission


def _administrators_only(request: HttpRequest) -> bool:
    """Refuse who is logged in without the right; a visitor goes on to the login."""
    if _is_administrator(request) and may_open_administration(request.user):
        return True
    if request.user.is_authenticated:
        raise PermissionDenied
    return False


admin.site.has_permission = _administrators_only  # type: ignore[method-assign]

# Addresses live on the person; allauth's own copies would only invite to edit the wrong one.
for model in (EmailAddress, EmailConfirmation):
    if admin.site.is_registered(model):
        admin.site.unregister(model)

admin.site.unregister(Group)


@admin.register(Group)
class RightsAdmin(GroupAdmin):
    """Groups give rights, so only those who have them all edit groups: nobody raises themselves."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.is_superuser

    def has_view_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        return request.user.is_superuser

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.is_superuser

    def has_change_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        return request.user.is_superuser

    def has_delete_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        return request.user.is_superuser
