"""What this room does when others act: reports follow the audience of what they are about; files know their page."""

from network.activity.kinds import on
from network.files import hooks
from resources.adaptations import actions
from resources.adaptations.models import Adaptation
from resources.library.models import Resource

CALM = ("library.started", "library.found_useful", "library.unmarked")


@on("*")
def follow_the_original(activity, subject):
    """Whatever may have changed who sees a work changes who sees its reports, in the same transaction."""
    if isinstance(subject, Resource) and activity.kind.startswith("library.") and activity.kind not in CALM:
        actions.spread_all(subject)


@hooks.home_of
def home(file, member):
    """A file of a city's version is at home on the page of its report."""
    report = Adaptation.objects.visible_to(member).filter(files=file).select_related("city", "resource").first()
    return (str(report), report.get_absolute_url()) if report else None
