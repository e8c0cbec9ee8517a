"""The newest publications on the front page."""

from django.template.loader import render_to_string

from network.catalogue import queries
from network.home.sections import section
from resources.papers.catalogue import PAPER

MOST = 3


@section("papers", order=20)
def publications():
    """What was published last; nothing where nothing is."""
    entries = queries.newest(None, kind=PAPER, size=MOST)
    return render_to_string("papers/parts/home.html", {"entries": entries}) if entries else ""
