"""Addresses for machines, and the pages that tell people of them."""

from django.urls import include, path, re_path

from network.interchange import views
from network.interchange.api.urls import urlpatterns as api
from network.interchange.exports import export
from network.interchange.feeds.views import feed
from network.interchange.oai.views import oai
from network.interchange.records import record

pages = [
    path("oai", oai, name="oai"),
    re_path(r"^feeds/(?P<shelf>[a-z]{1,40})\.(?P<ending>atom|rss|json)$", feed, name="feed"),
    re_path(r"^export/(?P<shelf>[a-z]{1,40})\.(?P<ending>bib|ris|json|csv)$", export, name="export"),
    re_path(
        r"^records/(?P<shelf>[a-z]{1,40})/(?P<number>[0-9]{1,15})"
        r"\.(?P<ending>linkset|jsonld|datacite\.json|datacite\.xml|dc\.xml|bib|ris|json)$",
        record,
        name="record",
    ),
    path("api/", views.api, name="api"),
    path("me/tokens/", views.tokens, name="tokens"),
    path("me/tokens/<int:pk>/revoke/", views.revoke, name="revoke"),
]
urlpatterns = [path("", include((pages, "interchange"))), path("api/", include((api, "api")))]
