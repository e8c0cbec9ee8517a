"""Telling more of a use, part by part, and taking a report back."""

from django.db import transaction

from network.access.rules import demand
from network.activity.actions import record
from network.catalogue import actions as catalogue
from network.kit.clock import now
from resources.adaptations.actions.rows import locked, people_of, spread
from resources.adaptations.activity import REVISED, WITHDRAWN
from resources.adaptations.models import Adaptation, Reporter
from resources.adaptations.terms import TOLD


@transaction.atomic
def tell(report, *, by, reporters=None, **fields):
    """Write some fields of a published report; what is not given stays. Returns it afresh.

    `reporters`: [{"name", "member"}] in order, None for no change; who wrote the report stays among them.
    """
    report = locked(report)
    demand(by, "adaptations.edit", report)
    for name, value in fields.items():
        if name not in TOLD:
            raise TypeError(f"a report has no field {name}")
        setattr(report, name, value)
    report.save()
    if reporters is not None:
        _write_reporters(report, reporters)
    if report.is_published:
        spread(report)
        catalogue.write(report.resource, force=True)
        record(
            REVISED, by=by, subject=report, city=report.city.slug, audience=[f"member:{pk}" for pk in people_of(report)]
        )
    return report


def _write_reporters(report, reporters):
    rows = [one for one in reporters if one.get("member") or one.get("name")]
    if report.by and all((one.get("member") and one["member"].pk) != report.by_id for one in rows):
        rows.insert(0, {"name": report.by.get_short_name(), "member": report.by})
    report.reporters.all().delete()
    for position, one in enumerate(rows, start=1):
        Reporter.objects.create(
            report=report, position=position, name=one.get("name", "")[:200], member=one.get("member")
        )


@transaction.atomic
def withdraw(report, *, by, reason, at=None):
    """Take a report back: it is found and counted no more. Returns it afresh."""
    report = locked(report)
    demand(by, "adaptations.withdraw", report)
    report.state = Adaptation.State.WITHDRAWN
    report.withdrawn_at, report.withdrawn_by, report.withdrawn_reason = at or now(), by, reason
    report.save()
    spread(report)
    catalogue.write(report.resource, force=True)
    record(
        WITHDRAWN,
        by=by,
        subject=report,
        city=report.city.slug,
        audience=[f"member:{pk}" for pk in people_of(report)],
        detail={"reason": reason},
    )
    return report
