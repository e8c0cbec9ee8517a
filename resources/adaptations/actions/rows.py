"""What the actions share: locked rows, the audience of a report, and what follows from it."""

from django.db.models import Max

from network.catalogue import actions as catalogue
from network.files.actions import share
from network.files.models import StoredFile
from resources.adaptations.models import Adaptation, AdaptationFile
from resources.adaptations.terms import CURATORS
from resources.library.actions.rows import keys_of_file, named
from resources.library.models import Resource


def locked(report):
    """Return the report afresh, its files and then its row locked until the transaction ends."""
    held = AdaptationFile.objects.filter(report=report).values("file_id")
    list(StoredFile.objects.select_for_update().filter(pk__in=held).order_by("pk").values_list("pk"))
    return Adaptation.objects.select_for_update(of=("self",)).select_related("resource", "city").get(pk=report.pk)


def locked_resource(pk):
    """Return a resource, its row locked: numbers of its reports are given out one after another."""
    return Resource.objects.select_for_update(of=("self",)).get(pk=pk)


def number_of(resource):
    """Return the next number for a report on `resource`, whose row is locked."""
    last = Adaptation.objects.filter(resource=resource).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def people_of(report):
    """Return the ids of the members who report."""
    named = set(report.reporters.exclude(member=None).values_list("member_id", flat=True))
    return named | ({report.by_id} if report.by_id else set())


def authors_of(resource):
    """Return the ids of those who answer for a resource, and of its authors who are members."""
    return set(named(resource))


def audience_of(report):
    """Return the audience keys of a report: never wider than those of the resource, whose title it tells."""
    wide = set(report.resource.audience)
    if not report.is_published or report.resource.state != Resource.State.PUBLISHED or not wide:
        return []
    if report.visibility == "city":
        people = {f"member:{pk}" for pk in people_of(report) | authors_of(report.resource)}
        own = {f"city:{report.city.slug}", CURATORS}
        return sorted((own if wide & {"public", "members"} else own & wide) | people)
    if "public" in wide:
        return [report.visibility]
    return ["members"] if "members" in wide else sorted(wide)


def spread(report):
    """Let the audience of a report hold everywhere: on its row, its files, in the catalogue, on the original's page."""
    report.audience = audience_of(report)
    report.save(update_fields=["audience", "changed_at"])
    spread_files(report)
    catalogue.write(report)


def spread_files(report):
    """Give each file of the report the audiences of all that hold it: reports, and editions of published resources."""
    for file in StoredFile.objects.filter(adaptations=report).order_by("pk"):
        keys = {key for one in file.adaptations.all() for key in one.audience}
        # Not what the pages of works say: a work may hold its files back, and a version may still be in the making.
        keys |= keys_of_file(file)
        if sorted(keys) != sorted(file.audience):
            share(file, audience=keys)


def spread_all(resource):
    """Follow a resource whose audience may have changed: its reports may never be seen by more people than it."""
    for report in Adaptation.objects.filter(resource=resource).published().select_related("resource", "city"):
        report.resource = resource
        if audience_of(report) != report.audience:
            spread(report)
