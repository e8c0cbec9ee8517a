"""Some months of activity: who joined, shared, found what useful, and how partnerships went on.

Days are counted back from today, so that the demo's digests and pages are as lively in a year as they are now.
"""

import random
from functools import cache

from network.demo.content.cities import cities
from network.demo.content.model import Event
from network.demo.content.people import people
from network.demo.content.reading import resources

WAIT = 3
"""Days that an application usually waits for its answer."""


def partnerships():
    """Every step of every city's partnership, set by the administrator."""
    return [
        Event(step.days_ago, 10, "partnership", "nova", city.slug, {"state": step.state, "reason": step.reason})
        for city in cities()
        for step in city.history
    ]


def memberships():
    """Applications and what a coordinator of the city answered; those who founded their city's team just joined."""
    found = []
    deciders = {person.city: person.handle for person in reversed(people()) if person.duty == "coordinator"}
    for person in people():
        detail = {"city": person.city, "why": person.about, "offer": person.offer, "seek": person.seek}
        founder = person.duty or person.administrator or person.network_coordinator
        if founder and person.status == "member":
            found.append(Event(person.joined, 9, "joined", person.handle, person.city))
            continue
        waited = 0 if person.status == "applicant" else WAIT
        found.append(Event(person.joined + waited, 20, "applied", person.handle, person.city, detail))
        if person.status == "declined":
            answer = {"reason": "Thank you for asking. This network is for people who work on diabetes in its cities."}
            found.append(Event(person.joined, 11, "declined", deciders[person.city], person.handle, answer))
        elif person.status != "applicant":
            found.append(Event(person.joined, 11, "approved", deciders[person.city], person.handle))
        if person.status == "left":
            found.append(Event(person.joined // 2, 12, "left", person.handle, person.city))
    return found


def shares():
    """Each resource, shared by its owner; nobody shares before having joined."""
    joined = {person.handle: person.joined for person in people()}
    return [
        Event(min(resource.shared, joined[resource.owner] - 1), 9 + resource.number % 9, "shared", resource.owner,
              resource.slug)
        for resource in resources()
    ]  # fmt: skip


def thanks():
    """Who marked what as useful in the own city; a resource for one city stays with its own members."""
    draw = random.Random(7)  # noqa: S311
    readers = [person for person in people() if person.status == "member" and not person.sponsor_staff]
    found = []
    for resource in resources():
        near = [
            person for person in readers
            if person.handle not in (*resource.authors, resource.owner)
            and (resource.visibility != "city" or person.city in resource.cities)
            and (set(person.interests) & set(resource.topics) or resource.language in person.languages)
        ]  # fmt: skip
        for person in draw.sample(near, min(len(near), draw.choice((0, 1, 1, 2, 3, 4)))):
            latest = min(resource.shared, person.joined) - 1
            if latest > 0:
                found.append(
                    Event(draw.randint(0, latest), draw.randint(8, 21), "useful", person.handle, resource.slug,
                          {"city": person.city})
                )  # fmt: skip
    return found


@cache
def timeline():
    """All events, the oldest first; on one day partnerships come before people, people before what they share."""
    order = ("partnership", "joined", "applied", "approved", "declined", "left", "shared", "useful")
    events = [*partnerships(), *memberships(), *shares(), *thanks()]
    return tuple(sorted(events, key=lambda event: (-event.days_ago, order.index(event.kind), event.hour, event.what)))
