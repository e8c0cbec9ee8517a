"""Addresses of this room."""

from django.urls import path

from meetings.introductions.views import introductions, outcomes, requests

urlpatterns = [
    path("meetings/requests/", requests.index, name="list"),
    path("meetings/requests/wishes/", requests.wishes, name="wishes"),
    path("meetings/requests/new/<slug:handle>/", requests.new, name="ask"),
    path("meetings/requests/mail/<str:token>/", requests.by_mail, name="request_mail"),
    path("meetings/requests/<int:pk>/", requests.show, name="request"),
    path("meetings/requests/<int:pk>/block/", requests.block, name="block"),
    path("meetings/introductions/new/", introductions.new, name="introduce"),
    path("meetings/introductions/outcomes/", outcomes.count, name="outcomes"),
    path("meetings/introductions/outcomes/<int:pk>/", outcomes.say, name="outcome"),
    path("meetings/introductions/outcomes/mail/<str:token>/", outcomes.by_mail, name="outcome_mail"),
    path("meetings/introductions/mail/<str:token>/", introductions.by_mail, name="side_mail"),
    path("meetings/introductions/<int:pk>/", introductions.show, name="introduction"),
]
