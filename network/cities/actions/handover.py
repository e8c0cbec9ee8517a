"""A coordinator leaves: everything that the city needs goes into the hands of a successor, in one step."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from network.access.rules import demand
from network.activity.actions import record
from network.cities import activity, terms
from network.cities.access import runs_the_network
from network.cities.actions.coordinators import put_in_charge, relieve
from network.cities.actions.founding import audience_of
from network.cities.holdings import holdings, names_of
from network.cities.models import City, CoordinatorTerm, HandOver
from network.kit.mail import post


@transaction.atomic
def hand_over(term, *, successor, by, shown):
    """Move what `term.member` holds for the city to `successor`, end the term, appoint the successor. All or nothing.

    `shown`: the names of the things that were read before ("kind:pk"). Raises terms.Changed if they are others by now,
    terms.NotPossible for a successor who cannot be one. Pressed twice for the same successor it returns the HandOver
    that stands already.
    """
    city = City.objects.select_for_update().get(pk=term.city_id)
    term = CoordinatorTerm.objects.select_for_update(of=("self",)).select_related("city", "member").get(pk=term.pk)
    demand(by, "cities.hand_over", term)
    done = HandOver.objects.filter(term=term).select_related("successor").first()
    if done is not None:
        if done.successor_id == successor.pk:
            return done
        words = {"day": done.at.date(), "successor": done.successor}
        raise terms.NotPossible(terms.HANDED_OVER, code="done", params=words)
    if not term.is_current:
        raise terms.NotPossible(terms.ENDED_ALREADY, code="over")
    _check_successor(term, successor, by)
    held = holdings(term.member, city, lock=True)
    there = names_of(held)
    if there != set(shown):
        raise terms.Changed(new=sorted(there - set(shown)), gone=sorted(set(shown) - there))
    for holding in held:
        if holding.kind.move is not None:
            holding.kind.move(holding.things, to=successor, by=by)
    if not CoordinatorTerm.objects.current().filter(city=city, member=successor).exists():
        put_in_charge(city, successor, by=by, tell=False)
    relieve(term, by=by, tell=False)
    moved = [{"kind": holding.kind.name, "things": holding.names} for holding in held]
    done = HandOver.objects.create(term=term, successor=successor, by=by, moved=moved)
    record(
        activity.HANDED_OVER,
        by=by,
        subject=city,
        city=city.slug,
        audience=audience_of(city.partnership),
        names=[term.member_id, successor.pk],
        detail={"leaver": term.member.get_short_name(), "successor": successor.get_short_name(),
                "moved": {row["kind"]: len(row["things"]) for row in moved}},
    )  # fmt: skip
    _tell(done, held)
    return done


def _check_successor(term, successor, by):
    wrong = None
    if successor.pk == term.member_id:
        wrong = terms.NOT_ONESELF
    elif not successor.is_member:
        wrong = terms.NOT_A_MEMBER
    elif not runs_the_network(by) and successor.home_city_id != term.city_id:
        also = CoordinatorTerm.objects.current().filter(city=term.city_id, member=successor)
        wrong = None if also.exists() else terms.OF_THE_CITY
    if wrong:
        raise terms.NotPossible({"to": terms.NotPossible(wrong, code="successor")})


def _tell(done, held):
    """Write to both; each in their own language, with what moved, by number."""
    term = done.term
    address = settings.SITE_URL + reverse("cities:hand_over", args=[term.city.slug]) + f"?term={term.pk}"
    for person in (term.member, done.successor):
        post(
            person.email,
            "cities/mail/handed_over",
            {
                "city": term.city,
                "leaver": term.member,
                "successor": done.successor,
                "leaves": person == term.member,
                "held": held,
                "address": address,
                "desk": settings.SITE_URL + reverse("desk:desk"),
            },
            language=person.language,
            kind="cities.hand_over",
            key=f"cities.handed_over:{term.pk}:{person.pk}",
            member=person,
        )
