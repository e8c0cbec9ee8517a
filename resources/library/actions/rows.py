"""What the library's actions share: the locked row, the audience, and what follows from it."""

from network.catalogue import actions as catalogue
from network.files.models import StoredFile
from resources.library.models import EditionFile, Resource
from resources.library.terms import CURATORS


def locked(resource):
    """Return the resource afresh, its row locked until the transaction ends.

    Its files are locked first: the hub holds a file's row while it tells us that the file is ready, so everybody takes
    the locks in this order.
    """
    held = EditionFile.objects.filter(edition__resource=resource).values("file_id")
    list(StoredFile.objects.select_for_update().filter(pk__in=held).order_by("pk").values_list("pk"))
    return Resource.objects.select_for_update(of=("self",)).get(pk=resource.pk)


def audience_of(resource):
    """Return the audience keys that a published resource has by its visibility; a draft has none."""
    if resource.state != Resource.State.PUBLISHED:
        return []
    if resource.visibility in ("public", "members"):
        return [resource.visibility]
    keys = {f"city:{slug}" for slug in resource.cities.values_list("slug", flat=True)} | {CURATORS}
    keys |= {f"member:{pk}" for pk in _people(resource)}
    return sorted(keys)


def spread(resource):
    """Let the audience of `resource` hold everywhere: on its row, on its files, in the catalogue."""
    resource.audience = audience_of(resource)
    resource.save(update_fields=["audience", "changed_at"])
    spread_files(resource)
    catalogue.write(resource)


def spread_files(resource):
    """Give each file the audiences of all published resources that hold it; a file of none is its owner's alone."""
    for file in StoredFile.objects.filter(editions__resource=resource).distinct():
        holders = Resource.objects.filter(editions__files=file, state=Resource.State.PUBLISHED)
        keys = sorted({key for keys in holders.values_list("audience", flat=True) for key in keys})
        if keys != file.audience:
            StoredFile.objects.filter(pk=file.pk).update(audience=keys)


def home_of(member):
    """Return the slug of a member's home city, or ""."""
    return member.home_city.slug if member is not None and member.home_city_id else ""


def city_of(resource, by):
    """Return the slug of the city in which an act on `resource` counts: its first one, else the home of `by`."""
    return resource.cities.order_by("name").values_list("slug", flat=True).first() or home_of(by)


def named(resource, but=None):
    """Return the ids of the owner and the authors who are members, without `but`."""
    return sorted(_people(resource) - {getattr(but, "pk", None)})


def _people(resource):
    authors = resource.authorships.exclude(member=None).values_list("member_id", flat=True)
    return {*authors, *([resource.owner_id] if resource.owner_id else [])}
