"""Addresses of the writers' desk, under `knowledge/desk/`."""

from django.urls import path

from knowledgebase.views import (
    desk_edit,
    desk_list,
    desk_parts,
    desk_pick,
    desk_review,
    desk_statistics,
    desk_versions,
    desk_worklist,
)

_CUSTOMERS, _RELATED = {"kind": "customers"}, {"kind": "related"}

urlpatterns = [
    path("", desk_list.show, name="desk"),
    path("write/", desk_edit.write, name="write"),
    path("preview/", desk_parts.preview, name="preview"),
    path("customers/", desk_parts.finding, _CUSTOMERS, name="finding_customers"),
    path("related/", desk_parts.finding, _RELATED, name="finding_related"),
    path("pick/", desk_pick.show, name="pick"),
    path("worklist/", desk_worklist.show, name="worklist"),
    path("worklist/searches/", desk_worklist.settle_missed, name="missed"),
    path("worklist/votes/", desk_worklist.settle_vote, name="remark"),
    path("statistics/", desk_statistics.show, name="statistics"),
    path("articles/<slug:key>/", desk_edit.edit, name="edit"),
    path("articles/<slug:key>/files/", desk_parts.add_file, name="files"),
    path("articles/<slug:key>/review/", desk_review.confirm, name="review"),
    path("articles/<slug:key>/translation/", desk_review.confirm_translation, name="translation"),
    path("articles/<slug:key>/versions/", desk_versions.show, name="versions"),
    path("articles/<slug:key>/versions/<int:pk>/", desk_versions.restore, name="restoring"),
]
