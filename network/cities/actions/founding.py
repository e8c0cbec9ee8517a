"""A city comes into being, is described, and speaks of itself."""

from django.db import transaction
from django.utils.translation import gettext as _

from network.access.rules import demand
from network.activity.actions import record
from network.catalogue.actions import forget_cards, write
from network.cities import activity
from network.cities.actions.pages import page_of
from network.cities.blocks import as_stream
from network.cities.models import City, Partnership, PartnershipChange
from network.kit import places
from network.kit.clock import now


@transaction.atomic
def found(*, by, slug, name, name_native, country, time_zone, languages, latitude, longitude,
          state=Partnership.State.PROSPECT, reason="", on=None, facts=(), **more):  # fmt: skip
    """Take a city into the programme, with its partnership, the first line of its history, and an empty page.

    `facts`: plain ones, [{"text": {language: …}, "year", "source", "url"}], or a stream. `more`: names, mark, colour.
    `on`: the day of the first step (today). Returns the City. Raises ValidationError for fields that do not hold.
    """
    demand(by, "cities.found")
    day = on or now().date()
    city = City(slug=slug, name=name, name_native=name_native, country=country, time_zone=time_zone,
                languages=list(languages), latitude=latitude, longitude=longitude, **more)  # fmt: skip
    city.facts = _checked(facts)
    city.full_clean()
    city.save()
    partnership = Partnership.objects.create(city=city, state=state, since=day)
    PartnershipChange.objects.create(
        partnership=partnership, state=state, by=by, on=day, reason=reason or _("First entry of this city")
    )
    page_of(city)
    places.forget()
    write(city, force=True)
    record(activity.FOUNDED, by=by, subject=city, city=city.slug, audience=audience_of(partnership))
    return city


@transaction.atomic
def revise(city, *, by, **changes):
    """Change what is on record of a city (names, place, facts, mark). Returns the City."""
    city = City.objects.select_for_update().get(pk=city.pk)
    demand(by, "cities.revise", city)
    for field, value in changes.items():
        setattr(city, field, _checked(value) if field == "facts" else value)
    city.full_clean()
    city.save()
    page_of(city)
    places.forget()
    if {"name", "names", "mark", "colour"} & set(changes):
        forget_cards(f"city:{city.slug}")
    write(city, force=True)
    record(
        activity.REVISED, by=by, subject=city, city=city.slug, audience=audience_of(city.partnership),
        detail={"fields": sorted(changes)},
    )  # fmt: skip
    return city


def _checked(facts):
    """Return facts, plain ones or a stream, as a stream that holds what its blocks ask for."""
    field = City._meta.get_field("facts")
    value = facts if hasattr(facts, "stream_block") else field.to_python(as_stream(facts))
    return field.stream_block.clean(value)


def audience_of(partnership):
    """Return who may read what happens to a city: members, but not before the partnership is public."""
    return ["members"] if partnership.is_seen else ["network"]
