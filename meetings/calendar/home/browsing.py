"""Meetings on the front page: the next that are open to everybody."""

from django.template.loader import render_to_string

from meetings.calendar.queries.browsing import lists
from meetings.calendar.queries.browsing.asked import Asked
from network.home.sections import section

MOST = 4


@section("coming-up", order=12)
def coming_up():
    """The next public meetings; nothing where nothing is planned."""
    from django.contrib.auth.models import AnonymousUser

    rows = list(lists.coming(AnonymousUser(), Asked()).exclude(state="cancelled")[:MOST])
    return render_to_string("calendar/browsing/home.html", {"rows": rows}) if rows else ""
