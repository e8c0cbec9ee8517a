"""What reports of use hold about a person: what they wrote, where they are named, what they allowed."""

from functools import partial

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from network.files import storing
from network.kit.personal import erases, exports, exports_files, plain
from resources.adaptations.actions.rows import spread
from resources.adaptations.models import Adaptation, NotUsed, Reporter
from resources.adaptations.terms import TOLD

HELD = (
    *("adaptations.Adaptation.by", "adaptations.Adaptation.allowed_by", "adaptations.Adaptation.withdrawn_by"),
    *("adaptations.Reporter.member", "adaptations.NotUsed.member"),
)
WORDS = tuple(name for name in TOLD if name not in ("city", "edition", "language", "visibility"))


@exports("adaptations", _("Reports of use"), holds=HELD)
def mine(member):
    """Every report that the member wrote or is named in, drafts too, with all answers; and what they decided."""
    reports = Adaptation.objects.of(member).select_related("city", "resource").order_by("pk")
    return {
        "reports": [_told(report) for report in reports.prefetch_related("resource__texts", "parts__file")],
        "versions I allowed": _addresses(Adaptation.objects.filter(allowed_by=member)),
        "taken and not used": list(NotUsed.objects.filter(member=member).values_list("resource", flat=True)),
        "reports I withdrew": _addresses(Adaptation.objects.filter(withdrawn_by=member)),
    }


def _told(report):
    names = ("state", "language", "visibility", "typed", "created_at", "changed_at", "published_at", *WORDS)
    return {
        "title": str(report),
        "address": report.get_absolute_url(),
        "city": report.city.slug if report.city else "",
        **plain(report, *names),
        "files": [part.file.name for part in report.parts.all()],
    }


def _addresses(reports):
    return [report.get_absolute_url() for report in reports.order_by("pk")]


@exports_files("adaptations")
def files(member):
    """The files of the versions in reports that the member wrote."""
    for report in Adaptation.objects.filter(by=member).prefetch_related("parts__file"):
        for part in report.parts.all():
            if part.file.owner_id == member.pk and part.file.is_ready:
                yield f"adaptations/{report.pk}/{part.file.name}", partial(storing.opened, part.file.stored_as)


@erases("adaptations", order=40, holds=HELD)
@transaction.atomic
def erase(member, *, keep_authorship):
    """Drafts go; what others read stays as the city's, under the name or as a former member's."""
    Adaptation.objects.filter(by=member, state=Adaptation.State.DRAFT).delete()
    touched = list(Adaptation.objects.of(member).select_related("city", "resource").order_by("pk"))
    name = {} if keep_authorship else {"name": ""}
    Reporter.objects.filter(member=member).update(member=None, **name)
    NotUsed.objects.filter(member=member).delete()
    Adaptation.objects.filter(by=member).update(by=None)
    Adaptation.objects.filter(allowed_by=member).update(allowed_by=None)
    Adaptation.objects.filter(withdrawn_by=member).update(withdrawn_by=None)
    for report in touched:
        report.refresh_from_db()
        if report.is_published:
            spread(report)
