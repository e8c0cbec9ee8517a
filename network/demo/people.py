"""What the people of the sample world say about themselves beyond the first words, and where they are on the move."""

from datetime import time, timedelta

from django.db import transaction
from django.utils import translation

from members.accounts import actions as accounts
from members.accounts.models import Invitation, Member, Move
from network.cities.models import City
from network.demo import content

CAPACITY = {"mei": 2, "freja": 1, "jianhua": 2, "dolores": 3, "ana": 1, "tom": 2, "dennis": 1, "guilan": 2, "anders": 1}
# (from, until, days) where people tell their hours.
HOURS = {
    "mei": (time(8, 30), time(16, 30), [1, 2, 3, 4, 5]),
    "freja": (time(9), time(15), [1, 2, 3, 4]),
    "anders": (time(10), time(16), [2, 3, 4]),
    "diego": (time(9), time(17, 30), [1, 2, 3, 4, 5]),
    "priya": (time(17), time(20), [2, 4]),
    "tom": (time(9), time(16), [1, 2, 3, 4, 5]),
    "jianing": (time(9), time(17), [1, 2, 3, 4, 5]),
}
# Made up, with a right check figure, from the range that ORCID keeps for trials.
ORCIDS = {"anders": "0000-0002-1825-0097", "tom": "0000-0001-5109-3700", "jianing": "0000-0002-1694-233X"}
LINKS = {"anders": ["https://bydelsforskning.example/anders"], "tom": ["https://photolab.example/tom-okoro"]}
# What somebody opens further than others, or keeps closer.
SHOWN = {
    "tom": dict.fromkeys(("name", "name_latin", "about", "role", "city", "orcid", "links", "expertise"), "public"),
    "anders": dict.fromkeys(("name", "name_latin", "about", "role", "orcid", "organisation"), "public"),
    "ana": {"email": "members"},
    "xiaohong": {"about": "city", "hours": "city"},
    "terrence": {"time_zone": "city", "about": "city"},
}
FOLLOWED = {
    "mei": ("tianjin", "houston"),
    "freja": ("houston",),
    "bo": ("tianjin",),
    "tao": ("shanghai", "copenhagen"),
    "priya": ("houston",),
    "diego": ("vancouver",),
}
LAST_CONFIRMED_DAYS = 130


def tell(teller):
    """Let everybody fill in the profile on the day after they joined, follow cities, ask to move, and invite."""
    cities = {city.slug: city for city in City.objects.all()}
    people = {member.handle: member for member in Member.objects.filter(status="member").select_related("home_city")}
    for person in content.people():
        if person.handle in people:
            _fill(people[person.handle], person, teller)
    for handle, slugs in FOLLOWED.items():
        for slug in slugs:
            accounts.follow_city(cities[slug], by=people[handle])
    _move(people["samira"], cities["vancouver"], teller)
    _invite(people["mei"], cities["shanghai"], "vetted", teller)
    _invite(people["freja"], cities["copenhagen"], "trusted", teller)


def _fill(member, person, teller):
    moment = min((member.joined_at or teller.today) + timedelta(days=1), teller.today)
    start, end, days = HOURS.get(person.handle, (None, None, []))
    answers = {
        "expertise": list(person.expertise),
        "capacity": CAPACITY.get(person.handle, 0),
        "hours_from": start,
        "hours_to": end,
        "hours_days": days,
        "orcid": ORCIDS.get(person.handle, ""),
        "links": LINKS.get(person.handle, []),
        "shown": SHOWN.get(person.handle, {}),
    }
    with translation.override(person.language), teller.telling(moment):
        written = accounts.change_profile(member, by=member, answers=answers)
    confirmed = max(moment, teller.today - timedelta(days=LAST_CONFIRMED_DAYS + person.joined % 90))
    introduced = moment if written.introduced_at else None
    Member.objects.filter(pk=member.pk).update(confirmed_at=confirmed, introduced_at=introduced)


def _move(member, city, teller):
    moment = teller.today - timedelta(days=2, hours=3)
    with translation.override(member.language), teller.telling(moment):
        move = accounts.ask_to_move(by=member, city=city, why="I moved here with my family in September.")
    Move.objects.filter(pk=move.pk).update(asked_at=moment)


def _invite(member, city, kind, teller):
    moment = teller.today - timedelta(days=9)
    with transaction.atomic(), teller.telling(moment):
        invitation, _token = accounts.invite(city, kind, by=member, days=90, most_uses=20)
    Invitation.objects.filter(pk=invitation.pk).update(made_at=moment)
