"""What people set for themselves, and how a company arranges its SuperUsers."""

from django.urls import path

from accounts.views import company, handover, joining, own, preferences

app_name = "accounts"

urlpatterns = [
    path("language/", preferences.language, name="language"),
    path("theme/", preferences.theme, name="theme"),
    path("own/", own.show, name="own"),
    path("own/confirmation/", own.confirm, name="confirmation"),
    path("own/absence/", own.go_away, name="absence"),
    path("own/return/", own.come_back, name="return"),
    path("company/", company.show, name="company"),
    path("company/<int:pk>/choice/", company.choose, name="choice"),
    path("company/invitations/", company.invite, name="invitations"),
    path("company/invitations/<int:pk>/again/", company.invite_again, name="invitation_again"),
    path("company/invitations/<int:pk>/withdrawal/", company.withdraw, name="withdrawal"),
    path("company/bills/", company.send_bills, name="bills"),
    path("company/superusers/<int:pk>/handover/", handover.hand_over, name="handover"),
    path("takeovers/<int:pk>/", handover.take_over, name="takeover"),
    path("invitation/<str:token>/", joining.join, name="joining"),
]
