from django.urls import path

from accounts.feedback import views

app_name = "feedback"

urlpatterns = [
    path("", views.give, name="give"),
    path("list/", views.feedback_list, name="list"),
    path("<int:pk>/seen/", views.seen, name="seen"),
]
