"""What somebody keeps of reports for a city, and how it goes into other hands."""

from django.utils.translation import gettext_lazy as _

from network.files.models import StoredFile
from network.kit.belongings import belongs
from resources.adaptations.actions.rows import locked, spread
from resources.adaptations.models import Adaptation


@belongs("adaptations.reports", _("Reports of use"))
def reports(member, city):
    """What the member reported for the city and is published. Who wrote it stays named."""
    return Adaptation.objects.published().filter(by=member, city=city).select_related("city", "resource")


@belongs("adaptations.drafts", _("Reports of use that are not sent yet"))
def drafts(member, city):
    """What the member began and nobody else has seen."""
    mine = Adaptation.objects.filter(by=member, state=Adaptation.State.DRAFT, city=city)
    return mine.select_related("city", "resource")


@reports.moves
def take_over(things, *, to, by):
    """Let `to` go on with the reports; files that only the leaver could reach go along."""
    for thing in things:
        report = locked(thing)
        leaver, report.by = report.by_id, to
        report.save(update_fields=["by", "changed_at"])
        StoredFile.objects.filter(adaptations=report, owner=leaver).update(owner=to)
        spread(report)


@drafts.moves
def take_over_drafts(things, *, to, by):
    """Let `to` go on with the drafts; where `to` has begun one on the same work, the leaver's stays where it is."""
    for thing in things:
        if not Adaptation.objects.filter(resource=thing.resource_id, by=to, state=Adaptation.State.DRAFT).exists():
            Adaptation.objects.filter(pk=thing.pk, state=Adaptation.State.DRAFT).update(by=to)
