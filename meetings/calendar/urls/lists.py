"""Addresses of lists: all meetings, months, the agenda, a city's meetings."""

from django.urls import path, register_converter

from meetings.calendar.views.browsing import city, lists, spans


class Month:
    """A month in an address: 2027-03."""

    regex = r"(?:19|20|21)[0-9]{2}-(?:0[1-9]|1[0-2])"

    def to_python(self, value):
        """Return (year, month)."""
        year, month = value.split("-")
        return int(year), int(month)

    def to_url(self, value):
        """Return the text of (year, month)."""
        return value if isinstance(value, str) else f"{value[0]}-{value[1]:02d}"


register_converter(Month, "month")

urlpatterns = [
    path("meetings/", lists.show, name="list"),
    path("meetings/month/<month:month>/", spans.month, name="month"),
    path("meetings/agenda/", spans.agenda, name="days"),
    path("meetings/cities/<slug:slug>/", city.show, name="city"),
]
