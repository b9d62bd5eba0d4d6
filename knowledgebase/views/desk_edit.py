"""Writing and changing an article (B9)."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import filetypes, moment
from accounts.choices import Language
from accounts.requests import PortalRequest
from accounts.timewords import local
from knowledgebase import policies, services
from knowledgebase.choices import Audience
from knowledgebase.forms import ArticleForm
from knowledgebase.forms.article import as_it_is
from knowledgebase.models import Article, ArticleText
from knowledgebase.selectors import editor
from knowledgebase.selectors.desk_list import is_due, state_of
from knowledgebase.services import ChangedMeanwhile, FileRefused, NothingToPublish

# Buttons that only draw the page anew, for browsers without scripts.
_LOOKING = {"preview", "find"}


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: PortalRequest) -> HttpResponse:
    """Begin an article; what somebody searched for in vain may be its first title."""
    require_writer(request)
    if request.method != "POST":
        return _show(request, None, ArticleForm(initial=_beginning(request)))
    form = ArticleForm(request.POST)
    if request.POST.get("then") in _LOOKING:
        return _show(request, None, _unjudged(form))
    at = moment.of(request)
    if not (form.is_valid() and form.leaves_time_to_read(None, at=at)):
        return _show(request, None, form, status=422)
    wording = form.wording()
    with transaction.atomic():
        article = services.create_article(
            title=wording.title,
            body=wording.body,
            language=wording.language,
            facts=form.facts(),
            by=request.user,
            at=at,
        )
        _add_files(request, article)
        return _finish(request, article, form, has_changed=True)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PortalRequest, key: str) -> HttpResponse:
    """Change an article in one of its languages, or write a language it lacks."""
    article = writers_article(request, key)
    if request.method != "POST":
        text = article.texts.filter(language=asked_language(request, article)).first()
        start = as_it_is(article, text, asked_language(request, article))
        return _show(request, article, ArticleForm(initial=start))
    require_writer(request)
    form = ArticleForm(request.POST)
    if (pk := request.POST.get("remove", "")).isdecimal() and len(pk) < 19:
        services.remove_file(get_object_or_404(article.files, pk=pk))
        return _show(request, writers_article(request, key), _unjudged(form))
    if request.POST.get("then") in _LOOKING:
        return _show(request, article, _unjudged(form))
    at = moment.of(request)
    if not (form.is_valid() and form.leaves_time_to_read(article, at=at)):
        return _show(request, article, form, status=422)
    try:
        with transaction.atomic():
            has_changed = services.edit(
                article, form.wording(), form.facts(), seen=form.opened(), by=request.user, at=at
            )
            _add_files(request, article)
            article.refresh_from_db()
            return _finish(request, article, form, has_changed=has_changed)
    except ChangedMeanwhile:
        return _show_conflict(request, key, form)


def require_writer(request: PortalRequest) -> None:
    if not policies.may_write(request.user):
        raise PermissionDenied


def writers_article(request: PortalRequest, key: str) -> Article:
    """The article, for staff; 403 for customers' own people, whichever they ask for."""
    if not policies.may_see_desk(request.user):
        raise PermissionDenied
    articles = Article.objects.visible_to(request.user, at=moment.of(request))
    shown = articles.select_related("module", "topic", "owner").prefetch_related("texts", "files")
    return get_object_or_404(shown, key=key)


def edit_address(article: Article, language: str) -> str:
    address = reverse("knowledgebase:edit", args=[article.key])
    return address if language == article.original else f"{address}?language={language}"


def _beginning(request: PortalRequest) -> dict[str, Any]:
    asked = request.GET.get("language", "")
    return {
        "language": asked if asked in Language.values else (get_language() or "fi")[:2],
        "title": request.GET.get("title", "")[:200],
        "owner": request.user.pk,
        "audience": Audience.STAFF,
    }


def asked_language(request: PortalRequest, article: Article) -> str:
    """The language that the address names, else the original's."""
    asked = request.GET.get("language", "")
    return asked if asked in Language.values else article.original


def _unjudged(form: ArticleForm) -> ArticleForm:
    """The same words in a form that says nothing of what is missing yet."""
    initial = {name: form[name].value() for name in form.fields}
    return ArticleForm(initial=initial)


def _finish(
    request: PortalRequest, article: Article, form: ArticleForm, *, has_changed: bool
) -> HttpResponse:
    """Do what the pressed button says beyond saving, and return to the page."""
    at, then = moment.of(request), request.POST.get("then", "")
    since, until = form.window(article, at=at)
    try:
        if then == "take_down":
            services.take_down(article, at=at)
            said = _("Taken down. Readers do not find it any more.")
        elif then == "publish":
            services.release(article, since=since, until=until, at=at)
            said = _("Published.") if since <= at else _("Saved. It is shown from its day on.")
        elif article.published_from and (since, until) != _window(article):
            services.publish(article, since=since, until=until, at=at)
            said = _("Saved.")
        else:
            said = _("Saved.") if has_changed else _("Nothing had changed.")
        messages.success(request, said)
    except NothingToPublish:
        messages.warning(request, _("Saved, but not published: name its customers first."))
    return redirect(edit_address(article, form.cleaned_data["language"]))


def _window(article: Article) -> tuple[Any, Any]:
    return article.published_from, article.published_until


def _add_files(request: PortalRequest, article: Article) -> None:
    """Keep what came with the form itself; with a script, files come one by one."""
    for upload in request.FILES.getlist("files")[: filetypes.MAX_FILES]:
        upload.name = filetypes.safe_name(upload.name or "")
        try:
            services.add_file(article, upload, by=request.user, at=moment.of(request))
        except FileRefused:
            messages.warning(request, refused_words(upload.name))


def refused_words(name: str) -> str:
    return _("%(name)s: we do not take this kind of file. Send a PDF or a picture.") % {
        "name": name
    }


def _show_conflict(request: PortalRequest, key: str, form: ArticleForm) -> HttpResponse:
    """Keep what was typed, and show what somebody else has saved (409)."""
    article = writers_article(request, key)
    language = form.cleaned_data["language"]
    text = (
        ArticleText.objects.filter(article=article, language=language)
        .select_related("changed_by")
        .first()
    )
    conflict = editor.conflict_of(article, text, form)
    data = request.POST.copy()
    data["version"], data["number"] = str(article.version), str(text.number if text else 0)
    return _show(request, article, ArticleForm(data), status=409, conflict=conflict)


def _show(
    request: PortalRequest,
    article: Article | None,
    form: ArticleForm,
    *,
    status: int = 200,
    conflict: editor.Conflict | None = None,
) -> HttpResponse:
    at = moment.of(request)
    language = str(form["language"].value())
    language = language if language in Language.values else Language.FINNISH
    texts = {text.language: text for text in article.texts.all()} if article else {}
    text = texts.get(language)
    tabs = editor.tabs_of(article, language) if article else []
    context = {
        "article": article,
        "form": form,
        "language": language,
        "text": text,
        "is_translation": article is not None and language != article.original,
        "original": article and texts.get(article.original),
        "tabs": tabs,
        "is_older": any(tab.is_older for tab in tabs if tab.is_current),
        "languages": Language.choices,
        "preview": services.composed_body(str(form["body"].value() or ""), of=article).html,
        "state": state_of(article, at) if article else None,
        "is_due": is_due(article, local(at).date()) if article else False,
        "customers": _options(request, form, editor.CUSTOMERS, article),
        "related": _options(request, form, editor.RELATED, article),
        "may_write": policies.may_write(request.user),
        "conflict": conflict,
        "files_again": bool(request.FILES) and article is None,
        "most_bytes": filetypes.MAX_BYTES,
        "accept": filetypes.ACCEPT,
        "at": at,
    }
    return render(request, "knowledgebase/desk_edit.html", context, status=status)


def _options(
    request: PortalRequest, form: ArticleForm, kind: str, article: Article | None
) -> list[editor.Option]:
    chosen = form[kind].value() or []
    text = request.POST.get(f"find_{kind}", "")
    return editor.options(kind, chosen, text, but=article.pk if article else None)
