from django.urls import path

from accounts.information import views

app_name = "information"

urlpatterns = [path("<slug:slug>/", views.page, name="page")]
