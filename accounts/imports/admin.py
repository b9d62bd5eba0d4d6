"""What was imported and when; and the pages that take files in: report first, then the rows."""

from typing import Any, cast

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import moment
from accounts.admin.readonly import ReadOnly
from accounts.choices import ImportKind
from accounts.imports import policies, services
from accounts.imports.forms import FileForm
from accounts.imports.models import KeptFile
from accounts.imports.registers import OF_KIND
from accounts.imports.report import Report
from accounts.models import ImportRun, User

LIST = "admin:accounts_importrun_changelist"
TITLES = {
    ImportKind.INVOICES: gettext_lazy("Take in invoices"),
    ImportKind.CUSTOMERS: gettext_lazy("Take in customers"),
    ImportKind.MODULES: gettext_lazy("Take in licensed modules"),
    ImportKind.PEOPLE: gettext_lazy("Take in SuperUsers"),
}


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["at", "kind", "file_name", "rows", "added", "changed", "by"]
    list_filter = ["kind"]
    list_select_related = ["by"]
    list_per_page = 50
    search_fields = ["file_name", "digest"]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        own = [
            path("file/<str:kind>/", view(self.file_view), name="accounts_importrun_file"),
            path("kept/<int:pk>/", view(self.kept_view), name="accounts_importrun_kept"),
        ]
        return [*own, *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        user = cast(User, request.user)
        ways = [(kind, title) for kind, title in TITLES.items() if policies.may_import(user, kind)]
        return super().changelist_view(request, {**(extra_context or {}), "ways": ways})

    def file_view(self, request: HttpRequest, kind: str) -> HttpResponse:
        """Ask for a file, then show what it would do. A file with a problem is not kept."""
        if kind not in ImportKind.values:
            raise Http404
        own = ImportKind(kind)
        user = _importer(request, own)
        if request.method != "POST":
            return self._page(request, own, form=FileForm())
        form = FileForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._page(request, own, form=form, status=422)
        upload, at = form.cleaned_data["file"], moment.of(request)
        file = services.SourceFile(own, upload.name, upload.read())
        report = services.dry_run(file, at=at)
        kept = None
        if report.is_sound and report.changes_anything:
            kept = services.keep(file, by=user, at=at)
        return self._page(request, own, form=FileForm(), report=report, kept=kept)

    def kept_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take in the file whose report was shown."""
        if request.method != "POST":
            return redirect(LIST)
        user, at = cast(User, request.user), moment.of(request)
        try:
            kind = services.kind_of_kept(pk, by=user)
            _importer(request, kind)
            digest = request.POST.get("digest", "")
            report = services.take_in_kept(pk, digest=digest, by=user, at=at)
        except services.NoLongerKept:
            words = _("This file is not here any more. Look at the list, or choose it again.")
            self.message_user(request, words, messages.WARNING)
            return redirect(LIST)
        if not report.is_sound:
            return self._page(request, kind, form=FileForm(), report=report)
        self.message_user(request, _outcome(report), messages.SUCCESS)
        return redirect(LIST)

    def _page(
        self,
        request: HttpRequest,
        kind: ImportKind,
        *,
        form: FileForm,
        report: Report | None = None,
        kept: KeptFile | None = None,
        status: int = 200,
    ) -> HttpResponse:
        form.label_suffix = ""
        if report is not None and not report.is_sound:
            status = 422
        context = {
            **self.admin_site.each_context(request),
            "title": TITLES[kind],
            "opts": self.opts,
            "kind": kind,
            "columns": OF_KIND[kind].columns,
            "form": form,
            "report": report,
            "kept": kept,
        }
        return TemplateResponse(request, "admin/imports/file.html", context, status=status)


def _importer(request: HttpRequest, kind: ImportKind) -> User:
    """Return the person, who may take in such a file."""
    user = cast(User, request.user)
    if not policies.may_import(user, kind):
        raise PermissionDenied
    return user


def _outcome(report: Report) -> str:
    return _(
        "“%(file)s” is taken in: %(added)d new, %(changed)d changed, %(unchanged)d as before."
    ) % {
        "file": report.file_name,
        "added": report.added,
        "changed": report.changed,
        "unchanged": report.unchanged,
    }
