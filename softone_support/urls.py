"""Every address of the portal, one line an app."""

from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from softone_support import health, pages
from softone_support.home import home

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
    path("", include("cases.urls")),
    path("", include("accounts.urls")),
    path("account/", include("accounts.urls_login")),
    path("notices/", include("accounts.notices.urls")),
    path("feedback/", include("accounts.feedback.urls")),
    path("information/", include("accounts.information.urls")),
    path("knowledge/", include("knowledgebase.urls")),
    path("contact/", pages.contact, name="contact"),
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
    path("admin/", admin.site.urls),
]

if settings.DEMO:
    urlpatterns.append(path("demo/", include("softone_support.demo.urls")))
