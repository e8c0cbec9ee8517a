"""What the actions share."""

from network.catalogue import actions as catalogue
from resources.library.models import Resource


def fresh(resource):
    """Return the resource afresh, its row locked until the transaction ends."""
    return Resource.objects.select_for_update(of=("self",)).get(pk=resource.pk)


def makers(resource):
    """Return the ids of its owner and of the authors who are members."""
    authors = set(resource.authorships.exclude(member=None).values_list("member_id", flat=True))
    return authors | ({resource.owner_id} if resource.owner_id else set())


def readers(resource):
    """Return the audience of an activity about a resource: those who see it, members at most."""
    return sorted({"members" if key == "public" else key for key in resource.audience})


def home_of(member):
    """Return the slug of a member's home city, or ""."""
    return member.home_city.slug if member is not None and member.home_city_id else ""


def show(resource):
    """Let pages that were kept for visitors be made anew, and the badge be found."""
    resource = Resource.objects.get(pk=resource.pk)
    if resource.state == Resource.State.PUBLISHED:
        catalogue.write(resource, force=True)
