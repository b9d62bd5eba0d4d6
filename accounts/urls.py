"""What people set for themselves."""

from django.urls import path

from accounts.views import preferences

app_name = "accounts"

urlpatterns = [
    path("language/", preferences.language, name="language"),
    path("theme/", preferences.theme, name="theme"),
]
