"""Addresses of articles: /knowledge/payroll-missing-hours/."""

from django.urls import include, path

from knowledgebase.views import article, file, shelf, vote

app_name = "knowledgebase"

urlpatterns = [
    path("", shelf.show, name="shelf"),
    path("desk/", include("knowledgebase.urls_desk")),
    path("search/", include("knowledgebase.search.urls")),
    path("files/<uuid:key>/", file.show, name="file"),
    # Every address of one word that stands below is an article's.
    path("<slug:key>/", article.show, name="article"),
    path("<slug:key>/reading/", article.mark_read, name="reading"),
    path("<slug:key>/vote/", vote.cast, name="vote"),
]
