"""Addresses of cases. People read and quote them: /cases/SO-104217/."""

from django.urls import path, register_converter

from cases.models.case import REFERENCE_PREFIX
from cases.views import (
    article_draft,
    attachment,
    calling,
    case,
    company,
    customers,
    deadlines,
    drafts,
    endings,
    entitling,
    handling,
    level,
    matches,
    messages,
    notes,
    people,
    queue,
    quotations,
    receipt,
    registration,
    relations,
    reports,
    retyping,
    right,
    solved,
    splitting,
    stage,
    timing,
)


class Reference:
    """A case by the number people quote; "SO-104217" in the address, 104217 in the view."""

    # As people type it: with or without the letters, in any case.
    regex = f"(?i:{REFERENCE_PREFIX})?[0-9]{{1,12}}"

    def to_python(self, value: str) -> int:
        return int(value.rpartition("-")[2])

    def to_url(self, value: int) -> str:
        return f"{REFERENCE_PREFIX}{value}"


register_converter(Reference, "reference")

app_name = "cases"
urlpatterns = [
    path("queue/", queue.show, name="queue"),
    path("reports/", reports.show, name="reports"),
    path("reports/csv/", reports.numbers_as_text, name="reports_csv"),
    path("reports/xlsx/", reports.numbers_as_workbook, name="reports_xlsx"),
    path("reports/cases/", reports.show_cases, name="report_cases"),
    path("reports/cases/csv/", reports.cases_as_text, name="report_cases_csv"),
    path("reports/cases/xlsx/", reports.cases_as_workbook, name="report_cases_xlsx"),
    path("reports/now/", reports.show_now, name="report_now"),
    path("customers/", customers.show_all, name="customers"),
    path("customers/<int:pk>/", customers.show, name="customer"),
    path("customers/<int:pk>/cases/new/", calling.new_for, name="new_for"),
    path("customers/<int:pk>/certificates/", entitling.record_certificate, name="certificates"),
    path(
        "customers/<int:pk>/certificates/withdrawal/",
        entitling.withdraw_certificate,
        name="certificate_withdrawal",
    ),
    path("customers/<int:pk>/invitations/", people.invite, name="invitations"),
    path(
        "customers/<int:pk>/invitations/<int:invitation>/again/",
        people.invite_again,
        name="invitation_again",
    ),
    path(
        "customers/<int:pk>/invitations/<int:invitation>/withdrawal/",
        people.withdraw,
        name="invitation_withdrawal",
    ),
    path("customers/<int:pk>/superusers/<int:seat>/handover/", people.hand_over, name="handover"),
    path("customers/<int:pk>/lifts/", entitling.lift_block, name="lifts"),
    path("customers/<int:pk>/lifts/<int:lift>/ending/", entitling.end_lift, name="lift_ending"),
    path("cases/", company.show, name="list"),
    path("cases/csv/", company.download, name="csv"),
    path("cases/new/", registration.new, name="new"),
    path("cases/new/matches/", matches.show, name="matches"),
    path("cases/new/solved/<int:pk>/", solved.solved, name="solved"),
    path("cases/right/", right.show, name="right"),
    path("cases/drafts/<uuid:key>/colleague/", right.hand, name="handing"),
    path("cases/drafts/<uuid:key>/", drafts.save, name="draft"),
    path("cases/drafts/<uuid:key>/discarding/", drafts.discard, name="discarding"),
    path("cases/drafts/<uuid:key>/files/", drafts.add_file, name="draft_files"),
    path("cases/drafts/<uuid:key>/files/<int:pk>/", drafts.show_file, name="draft_file"),
    path("cases/<reference:number>/receipt/", receipt.show, name="receipt"),
    path("cases/<reference:number>/", case.show, name="case"),
    path("cases/<reference:number>/deadlines/", deadlines.show, name="deadlines"),
    path("cases/<reference:number>/messages/", messages.write, name="messages"),
    path("cases/<reference:number>/notes/", notes.write, name="notes"),
    path("cases/<reference:number>/time/", timing.record, name="time"),
    path(
        "cases/<reference:number>/time/<int:pk>/withdrawal/",
        timing.withdraw,
        name="time_withdrawal",
    ),
    path("cases/<reference:number>/handling/", handling.begin, name="handling"),
    path("cases/<reference:number>/level/", level.change, name="level"),
    path("cases/<reference:number>/stage/", stage.change, name="stage"),
    path("cases/<reference:number>/type/", retyping.change, name="type"),
    path("cases/<reference:number>/questions/", messages.ask, name="questions"),
    path("cases/<reference:number>/solution/", messages.propose, name="solution"),
    path("cases/<reference:number>/way-round/", messages.find_way_round, name="way_round"),
    path("cases/<reference:number>/reopening/", messages.reopen, name="reopening"),
    path("cases/<reference:number>/closing/", endings.close, name="closing"),
    path("cases/<reference:number>/objection/", endings.object_to_closing, name="objection"),
    path("cases/<reference:number>/continuation/", endings.go_on, name="continuation"),
    path("cases/<reference:number>/rating/", endings.rate, name="rating"),
    path("cases/<reference:number>/quotations/", quotations.offer, name="quotations"),
    path("cases/<reference:number>/quotations/<int:pk>/answer/", quotations.answer, name="answer"),
    path(
        "cases/<reference:number>/quotations/<int:pk>/withdrawal/",
        quotations.take_back,
        name="withdrawal",
    ),
    path("cases/<reference:number>/article/", article_draft.draft, name="article_draft"),
    path("cases/<reference:number>/merging/", relations.merge, name="merging"),
    path("cases/<reference:number>/messages/<int:pk>/split/", splitting.split, name="split"),
    path("cases/<reference:number>/links/", relations.link, name="links"),
    path("cases/<reference:number>/links/<int:pk>/removal/", relations.unlink, name="unlinking"),
    path("cases/<reference:number>/followers/", relations.follow, name="followers"),
    path(
        "cases/<reference:number>/followers/<int:pk>/removal/",
        relations.unfollow,
        name="unfollowing",
    ),
    path("cases/<reference:number>/attachments/<int:pk>/", attachment.download, name="attachment"),
]
