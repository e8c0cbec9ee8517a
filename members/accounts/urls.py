from django.urls import include, path
from django.views.generic import RedirectView

from members.accounts.views import deciding, inviting, joining, may, mine, moving, profile

rooms = [
    path("join/", joining.join, name="join"),
    path("join/draft/", joining.draft, name="draft"),
    path("join/status/", joining.status, name="status"),
    path("join/edit/", joining.edit, name="edit"),
    path("join/with/<str:token>/", inviting.invited, name="invited"),
    path("join/answer/<token>/", deciding.answer, name="answer"),
    path("desk/applications/<int:pk>/", deciding.application, name="application"),
    path("desk/moves/<int:pk>/", moving.move, name="move"),
    path("desk/invitations/<slug:slug>/", inviting.invitations, name="invitations"),
    path("cities/<slug:slug>/follow/", mine.follow, name="follow"),
    path("me/", mine.home, name="home"),
    path("me/zone/", mine.zone, name="zone"),
    path("me/topics/", mine.topics, name="topics"),
    path("me/profile/", profile.profile, name="profile"),
    path("me/photo/", profile.photo, name="photo"),
    path("me/still-right/", profile.still_right, name="still_right"),
    path("me/city/", moving.city, name="city"),
    path("me/rest/", mine.rest, name="rest"),
    path("me/may/", may.may, name="may"),
    path("me/security/", mine.security, name="security"),
]
urlpatterns = [
    path("", include((rooms, "accounts"))),
    path("accounts/signup/", RedirectView.as_view(pattern_name="accounts:join", query_string=True)),
    path("accounts/", include("allauth.urls")),
]
