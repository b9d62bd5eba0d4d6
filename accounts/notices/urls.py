from django.urls import path

from accounts.notices import views

app_name = "notices"

urlpatterns = [
    path("", views.notice_list, name="list"),
    path("reading/", views.all_read, name="all_read"),
    path("<int:pk>/reading/", views.reading, name="reading"),
]
