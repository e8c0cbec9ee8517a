"""Addresses of the library."""

from django.urls import path, re_path

from resources.library import feeds
from resources.library.views import asking, kin, listing, reading, sharing, topics, using, versions, words

app_name = "library"
ONE = r"^resources/(?P<pk>[0-9]{1,15})/"


def one(rest, view, name):
    """Return an address of one resource; its number reaches the view as an int."""

    def numbered(request, pk, **named):
        return view(request, int(pk), **named)

    return re_path(ONE + rest, numbered, name=name)


urlpatterns = [
    path("resources/", listing.resources, name="list"),
    path("resources/new/", sharing.new, name="new"),
    path("feeds/resources.atom", feeds.resources, name="feed"),
    path("me/taken/", using.taken, name="taken"),
    path("desk/access/<int:pk>/", asking.request_page, name="access_request"),
    path("library/answer/<token>/", asking.answer, name="answer"),
    path("topics.ttl", words.turtle, name="turtle"),
    path("topics.jsonld", words.json_ld, name="json_ld"),
    path("topics/", words.topics, name="topics"),
    path("words/", words.all_words, name="words"),
    path("words/<str:scheme>/<str:code>/", words.edit_word, name="edit_word"),
    path("topics/<str:slug>/merge/", words.merge, name="merge"),
    path("topics/<str:slug>/part/", words.part, name="part"),
    path("topics/<str:slug>/take-in/", words.take_in, name="take_in"),
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
    one(r"follow/$", using.follow_resource, "follow_resource"),
    one(r"take-back/$", using.take_back, "take_back"),
    one(r"relate/$", kin.relate, "relate"),
    one(r"hand-over/$", kin.hand_over, "hand_over"),
    one(r"translate/$", kin.translate, "translate"),
    one(r"versions/new/$", versions.new_version, "new_version"),
    one(r"access/$", asking.access, "access"),
    one(r"access/ask/$", asking.ask, "ask"),
    one(r"access/revoke/$", asking.revoke, "revoke"),
    one(r"files\.zip$", reading.archive, "archive"),
    one(r"v(?P<number>[1-9][0-9]{0,3})/$", reading.version, "version"),
    one(r"v(?P<number>[1-9][0-9]{0,3})/files\.zip$", reading.archive, "version_archive"),
    one(r"v(?P<number>[1-9][0-9]{0,3})/cite\.(?P<ending>bib|ris|json)$", reading.cite, "version_cite"),
    one(r"cite\.(?P<ending>bib|ris|json)$", reading.cite, "cite"),
    one(r"(?P<slug>[^/]+)/$", reading.resource, "resource"),
]
