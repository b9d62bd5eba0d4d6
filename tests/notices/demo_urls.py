"""The portal's addresses and those that only the demo adds."""

from django.urls import include, path

from softone_support import urls

demo = [path("demo/", include("softone_support.demo.urls"))]
# Where the tests themselves run in the demo's settings, the page is there already.
urlpatterns = [*urls.urlpatterns, *demo]
