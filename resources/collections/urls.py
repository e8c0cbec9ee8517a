"""Addresses of collections."""

from django.urls import path, re_path

from resources.collections import feeds
from resources.collections.views import reading, shelving

app_name = "collections"
ONE = r"^collections/(?P<pk>[0-9]{1,15})/"


def one(rest, view, name):
    """Return an address of one collection; numbers reach the view as ints."""

    def numbered(request, **words):
        words |= {key: int(words[key]) for key in ("pk", "placement") if key in words}
        return view(request, **words)

    return re_path(ONE + rest, numbered, name=name)


THING = r"(?P<placement>[0-9]{1,15})/"
urlpatterns = [
    path("collections/", reading.collections, name="list"),
    path("collections/new/", shelving.new, name="new"),
    re_path(
        r"^collections/keep/(?P<pk>[0-9]{1,15})/$", lambda request, pk: shelving.keep(request, int(pk)), name="keep"
    ),
    one(r"$", reading.short, "short"),
    one(r"edit/$", shelving.edit, "edit"),
    one(r"delete/$", shelving.delete, "delete"),
    one(r"hide/$", shelving.hide, "hide"),
    one(r"copy/$", shelving.copy, "copy"),
    one(r"follow/$", shelving.follow, "follow"),
    one(r"order/$", shelving.arrange, "order"),
    one(THING + r"note/$", shelving.note, "note"),
    one(THING + r"move/$", shelving.move, "move"),
    one(THING + r"drop/$", shelving.drop, "drop"),
    one(r"list\.(?P<ending>bib|ris|csv|json)$", reading.export, "export"),
    one(r"feed\.(?P<ending>atom|rss|json)$", feeds.feed, "feed"),
    one(r"(?P<slug>[^/]+)/$", reading.collection, "collection"),
]
