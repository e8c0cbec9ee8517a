"""Addresses: Word files, in and out."""

from django.urls import path, re_path

from resources.papers.urls.papers import one
from resources.papers.views import word

urlpatterns = [
    path("papers/from-word/", word.from_word, name="from_word"),
    re_path(
        r"^papers/from-word/(?P<row>[0-9]{1,15})/$",
        lambda request, row: word.becoming(request, int(row)),
        name="becoming_paper",
    ),
    one(r"word/$", word.word, "word"),
    one(r"word/(?P<row>[0-9]{1,15})/$", word.returned, "word_returned"),
    one(r"export/word$", word.export, "word_file"),
]
