from django.urls import path

app_name = "knowledgebase"
urlpatterns = [path("<slug:key>/", lambda r, key: None, name="article"), path("files/<uuid:key>/", lambda r, key: None, name="file")]
