"""Meetings on the pages of cities and on my own page."""

from meetings.calendar.queries.browsing import lists
from meetings.calendar.queries.browsing.asked import Asked
from network.access.rules import may
from network.kit.panels import panel

MOST = 5


@panel("cities.city", order=15)
def next_here(request, city):
    """The next meetings of a city, and where all of them stand in its own language."""
    rows = list(lists.coming(request.user, Asked({"city": [city.slug]}))[: MOST + 1])
    may_plan = bool(may(request.user, "calendar.host", city))
    if not rows and not may_plan:
        return None
    return "calendar/browsing/city_panel.html", {"city": city, "rows": rows[:MOST], "may_plan": may_plan}


@panel("accounts.home", place="main", order=10)
def my_next(request, member):
    """The next meetings that I take part in."""
    rows = list(lists.coming(member, Asked(mine=True)).exclude(state="cancelled")[:MOST])
    return "calendar/browsing/my_panel.html", {"rows": rows}
