"""What the library does when a file that it holds has been read or fetched."""

from network.activity.actions import record
from network.cities.models import CoordinatorTerm
from network.files import hooks
from resources.library import actions
from resources.library.activity import QUARANTINED
from resources.library.models import Edition, Resource


def coordinators_of_home(member):
    """Return the ids of the present coordinators of a member's home city."""
    if member is None or member.home_city_id is None:
        return set()
    return set(CoordinatorTerm.objects.current().filter(city=member.home_city_id).values_list("member", flat=True))


@hooks.when_ready
def read(file):
    """Let drafts take title and language from the file, and what is published be found by its text."""
    for resource in Resource.objects.filter(editions__files=file).order_by("pk").distinct():
        actions.suggest(resource, file)


@hooks.when_quarantined
def locked_away(file):
    """Tell whoever sent a harmful file, and those who look after the city, at once."""
    told = {file.owner_id, *coordinators_of_home(file.owner)} - {None}
    for resource in Resource.objects.filter(editions__files=file).distinct():
        audience = [f"member:{pk}" for pk in told]
        record(QUARANTINED, by=None, subject=resource, audience=audience, names=told, detail={"file": file.name})


@hooks.when_downloaded
def fetched(file, request):
    """Count a download for each published resource that holds the file, in the newest version that has it."""
    held = Edition.objects.filter(files=file, resource__state=Resource.State.PUBLISHED).exclude(published_at=None)
    newest = held.order_by("resource_id", "-number").distinct("resource_id").select_related("resource")
    for edition in newest:
        actions.count_download(edition.resource, by=request.user, edition=edition.number)


@hooks.home_of
def home(file, member):
    """A file is at home on the page of the newest resource that `member` may see."""
    resource = Resource.objects.visible_to(member).filter(editions__files=file).first()
    return (resource.title, resource.get_absolute_url()) if resource else None
