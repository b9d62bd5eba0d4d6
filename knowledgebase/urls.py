from django.urls import include, path

app_name = "knowledgebase"
urlpatterns = [
    path("search/", include("knowledgebase.search.urls")),
    path("<slug:key>/", lambda r, key: None, name="article"),
    path("files/<uuid:key>/", lambda r, key: None, name="file"),
]
