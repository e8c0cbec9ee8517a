"""Addresses: results of a round, its remarks, publishing."""

from django.urls import path

from resources.consensus.views.results import moderating, publishing, reading

ROUND = "consensus/<int:pk>/"

urlpatterns = [
    path(f"{ROUND}results/", reading.results, name="results"),
    path(f"{ROUND}results.json", reading.as_json, name="results_json"),
    path(f"{ROUND}results.csv", reading.as_csv, name="results_csv"),
    path(f"{ROUND}remarks/", moderating.moderate, name="moderate"),
    path("consensus/panels/<int:pk>/publish/", publishing.publish, name="publish"),
]
