from django.urls import path

from knowledgebase.search import views

urlpatterns = [
    path("", views.results, name="search"),
    path("missed/", views.missed, name="search_missed"),
]
