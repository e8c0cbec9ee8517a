"""The cities on the front page."""

from django.template.loader import render_to_string

from network.cities import queries
from network.home.sections import section


@section("cities", order=10)
def cities():
    """The map of the partner cities by day and night, and the list beside it."""
    towns = queries.towns(city for city in queries.listed(None) if city.partnership.is_open)
    if not towns:
        return ""
    return render_to_string("cities/_atlas.html", {"towns": towns, "places": [town["place"] for town in towns]})
