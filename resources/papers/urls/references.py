"""Addresses: the list of references."""

from django.urls import re_path

from resources.papers.views import gathering, references

ONE = r"^papers/(?P<pk>[0-9]{1,15})/references/"


def one(rest, view, name):
    """Return an address of the list of one paper; numbers reach the view as ints."""

    def numbered(request, **words):
        words |= {key: int(words[key]) for key in ("pk", "gathering") if key in words}
        return view(request, **words)

    return re_path(ONE + rest, numbered, name=name)


WORK = r"work/(?P<key>[a-z0-9-]{1,40})/"
urlpatterns = [
    one(r"$", references.listed, "references"),
    one(r"search$", references.search, "search_references"),
    one(r"list\.(?P<ending>bib|ris|json)$", references.download, "references_file"),
    one(r"add/$", references.add, "add_reference"),
    one(r"doi/$", gathering.doi, "reference_by_doi"),
    one(r"bring/$", gathering.bring, "bring_references"),
    one(r"bring/(?P<gathering>[0-9]{1,15})/$", gathering.one, "gathering"),
    one(r"library/$", gathering.library, "references_from_library"),
    one(WORK + r"$", references.edit, "reference"),
    one(WORK + r"remove/$", references.remove, "remove_reference"),
    one(WORK + r"merge/$", references.merge, "merge_reference"),
]
