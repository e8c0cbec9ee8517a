"""Who is invited, as suggestions count them: people whose hours are alike stand together."""

from collections import defaultdict
from dataclasses import dataclass

from meetings.polls.models import CityHours
from meetings.polls.pain import DEFAULT, Hours, spread
from meetings.polls.queries.holidays import subdivision_of
from members.accounts.visible import level_of
from network.cities.models import City


@dataclass(frozen=True)
class Party:
    """People whose hours are alike: of one city (`key`, its slug; or a zone), in one zone, with the same hours."""

    key: str
    zone: str
    country: str = ""
    subdivision: str = ""
    hours: Hours | None = None
    weights: tuple = DEFAULT
    people: int = 1
    is_must: bool = False


def weights_of(cities):
    """Return {city pk: (48 weights, subdivision)} of cities, as their coordinators set them; one statement."""
    set_ = {row.city_id: row for row in CityHours.objects.filter(city__in=[city.pk for city in cities])}
    found = {}
    for city in cities:
        row = set_.get(city.pk)
        found[city.pk] = (
            spread(row.weights) if row else DEFAULT,
            subdivision_of(city, row.subdivision if row else ""),
        )
    return found


def parties_of(people, must=()):
    """Return the Parties of members, cities and Parties, those who `must` be there apart; at most two statements.

    Whoever hides their city is counted under their zone. Somebody without an account is given as a Party.
    """
    people, must_ids = list(people), {getattr(one, "pk", one) for one in must}
    members = [one for one in people if hasattr(one, "home_city_id")]
    cities = {city.pk: city for city in City.objects.filter(pk__in={one.home_city_id for one in members})}
    cities |= {one.pk: one for one in people if isinstance(one, City)}
    known = weights_of(cities.values())
    counted = defaultdict(int)
    for one in people:
        if isinstance(one, Party):
            counted[one] += one.people
            continue
        if isinstance(one, City):
            weights, subdivision = known[one.pk]
            counted[Party(one.slug, one.time_zone, one.country, subdivision, None, weights)] += 1
            continue
        is_must, city = one.pk in must_ids, cities.get(one.home_city_id)
        if city is None or level_of(one, "city") in ("me", "city"):
            counted[Party(one.time_zone, one.time_zone, hours=Hours.of(one), is_must=is_must)] += 1
            continue
        weights, subdivision = known[city.pk]
        # Who lives in another zone than the city has other hours, and may have other holidays: nobody knows which.
        zone = one.time_zone if one.time_zone != "UTC" else city.time_zone
        counted[Party(city.slug, zone, city.country, subdivision, Hours.of(one), weights, is_must=is_must)] += 1
    return [
        Party(p.key, p.zone, p.country, p.subdivision, p.hours, p.weights, people, p.is_must)
        for p, people in counted.items()
    ]
