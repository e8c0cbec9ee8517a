"""What the room of accounts adds to a city's page: a button to follow it, and the door to its invitations."""

from members.accounts.queries import standing
from network.access.rules import may
from network.kit.panels import panel


@panel("cities.city", order=20)
def follow(request, city):
    """Members follow cities other than their own; coordinators find their invitation links."""
    reader = request.user
    if not reader.is_authenticated or not may(reader, "accounts.follow"):
        return None
    known = standing(reader)
    is_home, may_invite = known.home == city.slug, may(reader, "accounts.invite", city)
    if is_home and not may_invite:
        return None
    context = {
        "city": city,
        "is_home": is_home,
        "may_invite": may_invite,
        "is_followed": not is_home and follows(reader, city),
    }
    return "accounts/parts/follow.html", context


def follows(reader, city):
    """Say whether `reader` follows a city; the city's own page has asked it with the city."""
    known = getattr(city, "is_followed", None)
    return reader.cities_followed.filter(pk=city.pk).exists() if known is None else known
