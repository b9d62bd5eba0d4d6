"""Addresses of the knowledge base: articles for readers, and the writers' desk."""

from django.urls import include, path

from knowledgebase.views import standin

app_name = "knowledgebase"
urlpatterns = [
    path("desk/", include("knowledgebase.urls_desk")),
    path("files/<uuid:key>/", standin.file, name="file"),
    path("<slug:key>/", standin.article, name="article"),
]
