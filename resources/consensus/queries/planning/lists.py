"""Panels as a list: mine, those that wait for my answer, those that everybody may read."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q

from network.kit.audience import PUBLIC
from resources.consensus.models import Panel, Panellist, Round
from resources.consensus.queries.rating.wording import title_of

PAGE = 20


@dataclass
class Line:
    """A panel in a list: `part` is "run", "sit", "asked", "sat" or ""; `open` its open round, or None."""

    panel: Panel
    title: str
    language: str
    part: str = ""
    open: Round | None = None
    rounds: int = 0


def mine(member):
    """Return the panels that `member` runs, sits on, sat on or is invited to, the last touched first."""
    seen = (Panellist.State.INVITED, Panellist.State.ACCEPTED, Panellist.State.LEFT)
    sits = Panellist.objects.filter(panel=OuterRef("pk"), member=member, state__in=seen, invited_at__isnull=False)
    runs = Panel.facilitators.through.objects.filter(panel=OuterRef("pk"), member=member)
    return Panel.objects.filter(Q(Exists(sits)) | Q(Exists(runs))).order_by("-changed_at", "-pk")


def public():
    """Return the panels that everybody may read, the newest first."""
    return Panel.objects.filter(audience__contains=[PUBLIC])


def of_network(member):
    """Return the panels that `member` sees as one who coordinates the network, without those that are public."""
    return Panel.objects.visible_to(member).exclude(audience__contains=[PUBLIC]).order_by("-changed_at", "-pk")


def lines(panels, member=None):
    """Return `panels` (a queryset or a slice of one) as Lines for `member`."""
    rows = list(panels.prefetch_related(Prefetch("rounds", Round.objects.order_by("number"))))
    run, parts = set(), {}
    if member is not None and member.is_authenticated:
        ids = [row.pk for row in rows]
        run = set(
            Panel.facilitators.through.objects.filter(member=member, panel__in=ids).values_list("panel", flat=True)
        )
        states = {
            Panellist.State.INVITED: "asked",
            Panellist.State.ACCEPTED: "sit",
            Panellist.State.LEFT: "sat",
        }
        found = Panellist.objects.filter(member=member, panel__in=ids, invited_at__isnull=False)
        parts = {panel: states.get(state, "") for panel, state in found.values_list("panel", "state")}
    made = []
    for row in rows:
        title, language = title_of(row)
        rounds = list(row.rounds.all())
        part = "run" if row.pk in run else parts.get(row.pk, "")
        open_now = next((one for one in rounds if one.state == Round.State.OPEN), None)
        made.append(Line(row, title, language, part, open_now, len(rounds)))
    return made
