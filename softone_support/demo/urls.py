"""Addresses that exist in the demo only."""

from django.urls import path

from softone_support.demo import outbox

app_name = "demo"
urlpatterns = [
    path("outbox/", outbox.outbox, name="outbox"),
    path("outbox/<str:name>/", outbox.message, name="message"),
]
