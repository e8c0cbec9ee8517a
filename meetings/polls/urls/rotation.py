"""Addresses of fair turns: a season, its ledger, what hours weigh, suggested times."""

from django.urls import path

from meetings.polls.views import rotation

urlpatterns = [
    path("meetings/series/<slug:slug>/rotation/", rotation.season, name="rotation"),
    path("meetings/series/<slug:slug>/rotation/accept/", rotation.accept, name="accept_rotation"),
    path("meetings/hours/<slug:slug>/", rotation.weights, name="weights"),
    path("meetings/polls/suggest/", rotation.suggestions, name="suggest"),
]
