"""Addresses of the library."""

from django.urls import path, re_path

from resources.library import feeds
from resources.library.views import listing, reading, sharing, topics, using

app_name = "library"
ONE = r"^resources/(?P<pk>[0-9]{1,15})/"


def one(rest, view, name):
    """Return an address of one resource; its number reaches the view as an int."""

    def numbered(request, pk, **words):
        return view(request, int(pk), **words)

    return re_path(ONE + rest, numbered, name=name)


urlpatterns = [
    path("resources/", listing.resources, name="list"),
    path("resources/new/", sharing.new, name="new"),
    path("feeds/resources.atom", feeds.resources, name="feed"),
    path("topics/<str:slug>/", topics.topic, name="topic"),
    path("topics/<str:slug>/follow/", using.follow, name="follow"),
    one(r"$", reading.short, "short"),
    one(r"edit/$", sharing.edit, "edit"),
    one(r"edit/save/$", sharing.autosave, "autosave"),
    one(r"edit/state/$", sharing.state, "state"),
    one(r"edit/files/$", sharing.drop_files, "files"),
    one(r"edit/split/$", sharing.split, "split"),
    one(r"discard/$", sharing.discard, "discard"),
    one(r"withdraw/$", using.withdraw, "withdraw"),
    one(r"useful/$", using.useful, "useful"),
    one(r"cite\.(?P<ending>bib|ris|json)$", reading.cite, "cite"),
    one(r"(?P<slug>[^/]+)/$", reading.resource, "resource"),
]
