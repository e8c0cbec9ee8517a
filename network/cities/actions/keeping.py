"""The lists that a city's coordinators keep: who works there, and on what."""

from django.db import transaction

from network.access.rules import demand
from network.activity.actions import record
from network.catalogue.actions import write
from network.cities import activity
from network.cities.actions.founding import audience_of
from network.cities.models import City, Organisation, Programme


@transaction.atomic
def keep_organisation(organisation, *, by):
    """Save a new or changed organisation; in a move to another city both must be the member's. Returns it."""
    _demand_both(by, Organisation, organisation)
    organisation.full_clean()
    organisation.save()
    _tell(activity.ORGANISATION_KEPT, organisation.city, by, organisation.name)
    return organisation


@transaction.atomic
def keep_programme(programme, *, by):
    """Save a new or changed programme; in a move to another city both must be the member's. Returns it."""
    _demand_both(by, Programme, programme)
    programme.full_clean()
    programme.save()
    _tell(activity.PROGRAMME_KEPT, programme.city, by, str(programme))
    return programme


@transaction.atomic
def drop_programme(programme, *, by):
    """Take a programme that was entered by mistake off the list."""
    demand(by, "cities.edit", programme.city)
    city, name = programme.city, str(programme)
    programme.delete()
    _tell(activity.PROGRAMME_DROPPED, city, by, name)


def _demand_both(by, model, thing):
    demand(by, "cities.edit", thing.city)
    if thing.pk:
        demand(by, "cities.edit", City.objects.get(pk=model.objects.values_list("city", flat=True).get(pk=thing.pk)))


def _tell(kind, city, by, name):
    write(city, force=True)
    record(kind, by=by, subject=city, city=city.slug, audience=audience_of(city.partnership), detail={"name": name})
