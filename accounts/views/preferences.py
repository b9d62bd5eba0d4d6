"""The language and the theme: chosen from every page, also before logging in."""

from django.contrib.auth.decorators import login_not_required
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseRedirect,
)
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from accounts import preferences, services
from accounts.forms.login import LanguageForm, ThemeForm


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    form = LanguageForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    chosen = form.cleaned_data["language"]
    if request.user.is_authenticated:
        services.choose_language(request.user, chosen)
    response = HttpResponseRedirect(_way_back(request))
    preferences.remember_language(response, chosen)
    return response


@login_not_required
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    form = ThemeForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    chosen = form.cleaned_data["theme"]
    if request.user.is_authenticated:
        services.choose_theme(request.user, chosen)
    response = HttpResponseRedirect(_way_back(request))
    preferences.remember_theme(response, chosen)
    return response


def _way_back(request: HttpRequest) -> str:
    """The page the choice was made on, or the front page when it is not one of ours."""
    page = request.POST.get("next", "")
    ours = (
        page.startswith("/")
        and page.isprintable()
        and url_has_allowed_host_and_scheme(page, allowed_hosts=None)
    )
    return page if ours else "/"
