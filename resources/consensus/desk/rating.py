"""What of panels waits on a panellist's desk: an invitation, statements to rate."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from network.desk.waiting import Row, waits
from network.kit.clock import now
from resources.consensus.actions.rating.rate import MOST_RANKED
from resources.consensus.models import Panel, Panellist, Round
from resources.consensus.queries.rating import progress_of
from resources.consensus.queries.rating.wording import title_of

GOES_ON = (Panel.State.PLANNED, Panel.State.RUNNING)


def _invited(member):
    rows = Panellist.objects.filter(member=member, state=Panellist.State.INVITED, panel__state__in=GOES_ON)
    return rows.exclude(invited_at=None)


@waits(_invited)
def invitations(member, things):
    """One row for each panel that I am invited to."""
    for row in things.select_related("panel", "invited_by"):
        by = row.invited_by.called_by(member) if row.invited_by else _("Somebody")
        yield Row(
            sentence=_("%(by)s asks you to rate statements in “%(title)s”")
            % {"by": by, "title": title_of(row.panel)[0]},
            address=reverse("consensus:answer", args=[row.panel_id]),
            act=_("Read and answer"),
            since=row.invited_at,
        )


def _open(member):
    sits = {"panel__panellists__member": member, "panel__panellists__state": Panellist.State.ACCEPTED}
    return Round.objects.filter(state=Round.State.OPEN, **sits).order_by("closes_at", "pk")


@waits(_open)
def rounds(member, things):
    """One row for each open round in which I have not answered everything."""
    for round in things.select_related("panel__protocol"):
        row = Panellist.objects.select_related("panel").get(panel=round.panel_id, member=member)
        answered, of = progress_of(round, row)
        if answered >= of:
            continue
        left, words = of - answered, {"title": title_of(round.panel)[0]}
        if round.kind == Round.Kind.RATING:
            told = ngettext("%(n)s statement of “%(title)s” waits for your rating",
                            "%(n)s statements of “%(title)s” wait for your rating", left)  # fmt: skip
            words["n"] = left
        elif round.kind == Round.Kind.RANKING:
            told, words["n"] = _("Rank the %(n)s that matter most to you in “%(title)s”"), MOST_RANKED
        else:
            told = _("Your ideas are wanted in “%(title)s”")
        is_soon = round.closes_at is not None and round.closes_at < now() + timedelta(days=3)
        yield Row(
            sentence=told % words,
            address=round.get_absolute_url(),
            act=_("Go on") if answered else _("Begin"),
            since=round.opened_at,
            urgency="soon" if is_soon else "calm",
            section="due",
        )
