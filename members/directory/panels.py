"""What the directory adds to a city's page: who is new there."""

from datetime import timedelta

from members.accounts.terms import NEW_DAYS
from members.directory.queries import newcomers
from network.access.rules import may
from network.kit.panels import panel

MOST = 6


@panel("cities.city", order=30)
def new_here(request, city):
    """Members see who joined a city lately, with what they offer."""
    reader = request.user
    if not reader.is_authenticated or not may(reader, "accounts.see_directory"):
        return None
    people = [member.seen_by(reader) for member in newcomers(city, reader, timedelta(days=NEW_DAYS), MOST)]
    return ("directory/parts/newcomers.html", {"people": people, "city": city}) if people else None
