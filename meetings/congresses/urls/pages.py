"""Addresses of congresses."""

from django.urls import path, re_path

from meetings.congresses.views import going, listing, side

ONE = r"^meetings/congresses/(?P<pk>[0-9]{1,15})/"


def one(rest, view, name):
    """Return an address of one congress; numbers reach the view as ints."""

    def numbered(request, pk, **words):
        return view(request, int(pk), **words)

    return re_path(ONE + rest, numbered, name=name)


urlpatterns = [
    path("meetings/congresses/", listing.congresses, name="list"),
    path("meetings/congresses/new/", listing.new, name="new"),
    path("meetings/congresses/side/<str:token>/", side.by_mail, name="side_mail"),
    one(r"edit/$", listing.edit, "edit"),
    one(r"confirm/$", listing.confirm, "confirm"),
    one(r"decline/$", listing.decline, "decline"),
    one(r"merge/$", listing.merge, "merge"),
    one(r"go/$", going.go, "go"),
    one(r"stay/$", going.stay, "stay"),
    one(r"side/$", side.answer, "side"),
    one(r"notes/$", going.notes, "notes"),
    one(r"meet/(?P<handle>[-\w]{1,60})/$", going.meet, "meet"),
    one(r"(?P<slug>[^/]+)/$", listing.congress, "congress"),
]
