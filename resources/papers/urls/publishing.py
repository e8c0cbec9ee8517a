"""Addresses: exports, publications, corrections."""

from django.urls import path

from resources.papers.urls.papers import one
from resources.papers.views import exporting, publishing

urlpatterns = [
    one(r"export/$", exporting.exports, "exports"),
    one(r"export/(?P<format>[a-z]{2,5})/?$", exporting.export, "export"),
    one(r"publish/$", publishing.publish, "publish"),
    one(r"correct/$", publishing.correct, "correct"),
    path("publications/<str:slug>/", publishing.publication, name="publication"),
    path("publications/<str:slug>/files/<slug:format>/", publishing.publication_file, name="publication_file"),
    path("publications/<str:slug>/cite.<slug:ending>", publishing.publication_cited, name="publication_cited"),
    path("publications/<str:slug>/<slug:act>/", publishing.publication_act, name="publication_act"),
]
