"""The state of the art on the front page."""

from django.template.loader import render_to_string

from network.home.sections import section
from resources.consensus.models import Topic
from resources.consensus.queries.topics import lists

MOST = 3


@section("state-of-the-art", order=15)
def state_of_the_art():
    """The topics that were published last; nothing where nothing is."""
    newest = Topic.objects.visible_to(None).filter(published_at__isnull=False).order_by("-published_at", "-pk")[:MOST]
    rows = lists.rows(None, topics=newest)
    return render_to_string("consensus/parts/home.html", {"rows": rows}) if rows else ""
