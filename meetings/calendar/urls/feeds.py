"""Addresses: calendars that programs fetch, and the page of the secret one."""

from django.urls import path, register_converter

from meetings.calendar.views.feeds import files, mine


class Token:
    """32 random bytes in an address: 43 letters."""

    regex = r"[A-Za-z0-9_-]{43}"

    def to_python(self, value):
        """Return it as it is."""
        return value

    def to_url(self, value):
        """Return it as it is."""
        return value


register_converter(Token, "feedtoken")

urlpatterns = [
    path("calendar/network.ics", files.network, name="feed_network"),
    path("calendar/city/<slug:slug>.ics", files.city, name="feed_city"),
    path("calendar/me/<feedtoken:token>.ics", files.mine, name="feed_mine"),
    path("me/calendar/", mine.show, name="feeds"),
    path("meetings/<int:pk>/meeting.ics", files.one, name="ics"),
]
