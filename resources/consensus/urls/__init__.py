"""Addresses of consensus rounds and of the state of the art, topic by topic."""

from resources.consensus.urls import planning, rating, report, results, topics

app_name = "consensus"
urlpatterns = [
    *planning.urlpatterns,
    *rating.urlpatterns,
    *results.urlpatterns,
    *report.urlpatterns,
    *topics.urlpatterns,
]
