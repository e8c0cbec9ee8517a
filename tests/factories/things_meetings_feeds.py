"""Parameters of the addresses of feeds."""

from datetime import date

from meetings.calendar.actions import feeds
from tests.factories.meetings import meeting


def places(people):
    """Make a meeting of Mei's that members see, and an address of hers; return {address name: parameters}.

    No token opens a calendar here.
    """
    feeds.make(by=people["mei"])
    made = meeting(people["mei"], title="Open to members", day=date(2027, 5, 4))
    return {
        "calendar:feed_city": {"slug": "copenhagen"},
        "calendar:feed_mine": {"token": "x" * 43},
        "calendar:ics": {"pk": made.pk},
    }
