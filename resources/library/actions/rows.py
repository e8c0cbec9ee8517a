"""What the library's actions share: the locked row, the audience, and what follows from it."""

from django.db.models import Q

from network.catalogue import actions as catalogue
from network.cities.models import CoordinatorTerm
from network.files.models import StoredFile
from network.kit.clock import now
from resources.library import gates
from resources.library.models import AccessRequest, EditionFile, Resource
from resources.library.terms import CURATORS


def locked_alone(resource):
    """Return the resource afresh, its row locked; for whoever holds the row of one of its files and needs no other.

    Two files of one resource may become ready at the same moment: each then holds its own row and wants the resource's,
    which is no circle. Wanting the other's file too would be one.
    """
    return Resource.objects.select_for_update(of=("self",)).get(pk=resource.pk)


def locked(resource):
    """Return the resource afresh, its row locked until the transaction ends.

    Its files are locked first, in the order of their keys: the hub holds a file's row while it tells us that the file
    is ready, so everybody takes files before resources.
    """
    held = EditionFile.objects.filter(edition__resource=resource).values("file_id")
    list(StoredFile.objects.select_for_update().filter(pk__in=held).order_by("pk").values_list("pk"))
    return Resource.objects.select_for_update(of=("self",)).get(pk=resource.pk)


def audience_of(resource):
    """Return the audience keys that a resource has by its state and its visibility; a draft has none."""
    if resource.state == Resource.State.REVIEW:
        curators = {f"coordinators:{slug}" for slug in resource.cities.values_list("slug", flat=True)} | {CURATORS}
        return sorted(curators | _personal(resource) | gates.readers_of(resource))
    if resource.state != Resource.State.PUBLISHED:
        return []
    return _keys(resource, resource.visibility)


def files_audience_of(resource):
    """Return the audience keys of its files: those of the page, or fewer where the owner holds the files back."""
    keys = audience_of(resource)
    if resource.state != Resource.State.PUBLISHED or resource.files_for == "all":
        return keys
    narrowed = _keys(resource, resource.files_for)
    # Never wider than the page: what is for members alone stays so whatever was said of the files.
    wider = {"public": 0, "members": 1, "city": 2, "asked": 3}
    return narrowed if wider[resource.files_for] > wider[resource.visibility] else keys


def _keys(resource, word):
    if word in ("public", "members"):
        return [word]
    keys = {CURATORS} | _personal(resource) | _let_in(resource)
    cities = resource.cities.values_list("slug", flat=True)
    keys |= {f"{'city' if word == 'city' else 'coordinators'}:{slug}" for slug in cities}
    return sorted(keys)


def _personal(resource):
    keys = {f"member:{pk}" for pk in _people(resource)}
    return keys | ({f"coordinators:{resource.owner_city.slug}"} if resource.owner_city_id else set())


def _let_in(resource):
    granted = AccessRequest.objects.filter(resource=resource, state=AccessRequest.State.GRANTED)
    open_now = granted.filter(Q(expires_at=None) | Q(expires_at__gt=now()))
    return {f"member:{pk}" for pk in open_now.values_list("member_id", flat=True)}


def spread(resource):
    """Let the audience of `resource` hold everywhere: on its row, on its files, in the catalogue."""
    resource.audience = audience_of(resource)
    resource.save(update_fields=["audience", "changed_at"])
    spread_files(resource)
    # Pages are kept for visitors until the catalogue changes, and they show more than the entry says.
    catalogue.write(resource, force=True)


def spread_files(resource):
    """Give each file the audiences of all shown resources that hold it; a file of none is its owner's alone."""
    for file in StoredFile.objects.filter(editions__resource=resource).order_by("pk").distinct():
        keys = keys_of_file(file)
        if sorted(keys) != file.audience:
            StoredFile.objects.filter(pk=file.pk).update(audience=sorted(keys))


def keys_of_file(file):
    """Return the audience keys that a file has by the shown resources that hold it.

    Files that are held back have fewer than the page; those of a version that is still being made are nobody else's.
    """
    shown = (Resource.State.PUBLISHED, Resource.State.REVIEW)
    keys = set()
    for holder in Resource.objects.filter(editions__files=file, state__in=shown).distinct():
        is_out = holder.editions.filter(files=file).exclude(published_at=None).exists()
        if is_out or holder.state == Resource.State.REVIEW:
            keys |= set(files_audience_of(holder))
    return keys


def home_of(member):
    """Return the slug of a member's home city, or ""."""
    return member.home_city.slug if member is not None and member.home_city_id else ""


def city_of(resource, by):
    """Return the slug of the city in which an act on `resource` counts: its first one, else the home of `by`."""
    return resource.cities.order_by("name").values_list("slug", flat=True).first() or home_of(by)


def named(resource, but=None):
    """Return the ids of the owner and the authors who are members, without `but`."""
    return sorted((_people(resource) | set(owners(resource))) - {getattr(but, "pk", None)})


def owners(resource):
    """Return the ids of those who answer for a resource: its owner, or who coordinates the city it belongs to."""
    if resource.owner_id:
        return [resource.owner_id]
    if resource.owner_city_id:
        terms = CoordinatorTerm.objects.current().filter(city=resource.owner_city_id)
        return list(terms.values_list("member_id", flat=True))
    return []


def _people(resource):
    authors = resource.authorships.exclude(member=None).values_list("member_id", flat=True)
    return {*authors, *([resource.owner_id] if resource.owner_id else [])}
