"""Addresses: the editor and what it asks for."""

from resources.papers.urls.papers import one
from resources.papers.views import writing

urlpatterns = [
    one(r"write/$", writing.write, "write"),
    one(r"write/text/$", writing.text, "text"),
    one(r"write/base/(?P<row>[0-9]{1,15})/$", writing.base, "base"),
    one(r"figures/$", writing.figures, "figures"),
    one(r"figures/library/$", writing.pictures, "pictures"),
    one(r"figures/(?P<row>[0-9]{1,15})/$", writing.figure, "figure"),
]
