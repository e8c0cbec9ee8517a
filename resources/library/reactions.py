"""What the library does when a file that it holds has been read or fetched."""

from network.files import hooks
from resources.library import actions
from resources.library.models import Resource


@hooks.when_ready
def read(file):
    """Let drafts take title and language from the file, and what is published be found by its text."""
    for resource in Resource.objects.filter(editions__files=file).order_by("pk").distinct():
        actions.suggest(resource, file)


@hooks.when_downloaded
def fetched(file, request):
    """Count a download for each published resource that holds the file."""
    for resource in Resource.objects.filter(editions__files=file, state=Resource.State.PUBLISHED).distinct():
        actions.count_download(resource, by=request.user)


@hooks.home_of
def home(file, member):
    """A file is at home on the page of the newest resource that `member` may see."""
    resource = Resource.objects.visible_to(member).filter(editions__files=file).first()
    return (resource.title, resource.get_absolute_url()) if resource else None
