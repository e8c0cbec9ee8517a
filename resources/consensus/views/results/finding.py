"""Which round an address means, for whom; what is not for the reader does not exist."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef
from django.db.models.functions import JSONObject
from django.shortcuts import get_object_or_404

from resources.consensus.models import Group, Panel, Round


def round_of(request, pk):
    """Return round `pk`, with its panel and protocol, of a panel that the reader may see; else a 404."""
    return _found(request, pk, Round.objects.all())


def read_round_of(request, pk):
    """Return the same by one statement with all that the page of results asks of its panel.

    Its groups, whether the reader runs it, and `closed_rounds`, [{"pk", "number"}] of the panel, oldest first.
    """
    groups = Group.objects.filter(panel=OuterRef("panel")).order_by("position", "pk")
    rounds = Round.objects.filter(panel=OuterRef("panel"), state=Round.State.CLOSED).order_by("number")
    rows = Round.objects.annotate(
        group_rows=ArraySubquery(groups.values(row=JSONObject(id="pk", kind="kind", name="name", position="position"))),
        closed_rounds=ArraySubquery(rounds.values(row=JSONObject(pk="pk", number="number"))),
        is_mine=Exists(Panel.facilitators.through.objects.filter(panel=OuterRef("panel"), member=request.user.pk)),
    )
    found = _found(request, pk, rows)
    panel = found.panel
    panel._prefetched_objects_cache = {"groups": [Group(panel=panel, **row) for row in found.group_rows]}
    if request.user.is_authenticated:
        panel.__dict__["_run_by"] = {request.user.pk: found.is_mine and request.user.is_member}
    return found


def _found(request, pk, rows):
    seen = Panel.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("panel__protocol", "panel__topic"), pk=pk, panel__in=seen)
