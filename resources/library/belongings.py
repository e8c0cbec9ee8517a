"""What somebody keeps in the library for a city, and how it goes into other hands."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from network.files.models import StoredFile
from network.kit.belongings import belongs
from resources.library.actions.rows import locked, spread
from resources.library.models import Resource


def _kept(member, city):
    """The member's resources of a city (None: of no city). What names no city yet counts for the home city."""
    mine = Resource.objects.filter(owner=member).prefetch_related("texts")
    if city is None:
        return mine.filter(cities=None)
    wanted = Q(pk__in=Resource.cities.through.objects.filter(city=city).values("resource_id"))
    if member.home_city_id == city.pk:
        wanted |= Q(cities=None)
    return mine.filter(wanted)


@belongs("library.drafts", _("Drafts in the library"))
def drafts(member, city):
    """What is not published yet, titled or not."""
    return _kept(member, city).filter(state=Resource.State.DRAFT)


@belongs("library.resources", _("Resources in the library"))
def published(member, city):
    """What is published or waits for a review. Who wrote it stays its author."""
    return _kept(member, city).filter(state__in=[Resource.State.PUBLISHED, Resource.State.REVIEW])


@drafts.moves
@published.moves
def take_over(things, *, to, by):
    """Let `to` keep the resources; files that only the leaver could reach go along."""
    for thing in things:
        resource = locked(thing)
        leaver, resource.owner = resource.owner_id, to
        resource.save(update_fields=["owner", "changed_at"])
        StoredFile.objects.filter(editions__resource=resource, owner=leaver).update(owner=to)
        spread(resource)
