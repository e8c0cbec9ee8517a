"""Addresses: the list, the overview, the plan, the people."""

from django.urls import path, re_path

from resources.papers.views import papers

ONE = r"^papers/(?P<pk>[0-9]{1,15})/"


def one(rest, view, name):
    """Return an address of one paper; numbers reach the view as ints."""

    def numbered(request, **words):
        words |= {key: int(words[key]) for key in words if key in ("pk", "row")}
        return view(request, **words)

    return re_path(ONE + rest, numbered, name=name)


urlpatterns = [
    path("papers/", papers.listed, name="list"),
    path("papers/new/", papers.new, name="new"),
    one(r"$", papers.paper, "paper"),
    one(r"about/$", papers.about, "about"),
]
