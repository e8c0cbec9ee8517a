from django.urls import include, path
from django.views.generic import RedirectView

from members.accounts.views import deciding, joining, mine

rooms = [
    path("join/", joining.join, name="join"),
    path("join/draft/", joining.draft, name="draft"),
    path("join/status/", joining.status, name="status"),
    path("join/edit/", joining.edit, name="edit"),
    path("join/answer/<token>/", deciding.answer, name="answer"),
    path("desk/applications/<int:pk>/", deciding.application, name="application"),
    path("me/", mine.home, name="home"),
    path("me/zone/", mine.zone, name="zone"),
    path("me/topics/", mine.topics, name="topics"),
    path("me/profile/", mine.profile, name="profile"),
    path("me/may/", mine.may, name="may"),
    path("me/security/", mine.security, name="security"),
]
urlpatterns = [
    path("", include((rooms, "accounts"))),
    path("accounts/signup/", RedirectView.as_view(pattern_name="accounts:join", query_string=True)),
    path("accounts/", include("allauth.urls")),
]
