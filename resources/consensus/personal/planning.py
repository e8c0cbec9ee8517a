"""What planning holds about a person: panels run, places on panels, words of statements; what becomes of it.

What somebody answered is told by `rating`: it hangs on a seat, and only the person's own key leads there.
"""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.accounts.queries import network_coordinators
from network.kit.clock import now
from network.kit.personal import FORMER, erases, exports, plain
from resources.consensus.actions.planning.running import ENDED
from resources.consensus.actions.rating import seats
from resources.consensus.models import Amendment, Panel, Panellist, Translation, Wording

COLUMNS = [
    *("consensus.Panel.begun_by", "consensus.Panel_facilitators.member", "consensus.Panellist.member"),
    *("consensus.Panellist.invited_by", "consensus.Amendment.by", "consensus.Wording.by", "consensus.Translation.by"),
    "consensus.Translation.checked_by",
]
ON_IT = (Panellist.State.INVITED, Panellist.State.ACCEPTED)


@exports("consensus", _("Consensus panels"), holds=COLUMNS)
def mine(member):
    """Panels that the member begins and runs, places on panels, statements and translations written, rules changed."""
    rows = Panellist.objects.filter(member=member).select_related("panel", "group").order_by("pk")
    return {
        "begun": [_panel(one) for one in Panel.objects.filter(begun_by=member).order_by("pk")],
        "run": [_panel(one) for one in Panel.objects.filter(facilitators=member).order_by("pk")],
        "panels": [
            {"panel": _panel(row.panel) if row.invited_at else {"number": row.panel_id}, "group": str(row.group)}
            | plain(row, "state", "name", "role", "has_lived_experience", "may_be_named", "invited_at", "answered_at")
            | plain(row, "ended_on", "reason")
            for row in rows
        ],
        "invited_by_me": list(Panellist.objects.filter(invited_by=member).order_by("pk").values_list("pk", flat=True)),
        "statements": [
            plain(one, "text", "context", "language", "reason", "at") | {"panel": one.item.panel_id}
            for one in Wording.objects.filter(by=member).select_related("item").order_by("pk")
        ],
        "translations": [
            plain(one, "text", "context", "language") | {"panel": one.wording.item.panel_id}
            for one in Translation.objects.filter(by=member).select_related("wording__item").order_by("pk")
        ],
        "translations_checked": [
            plain(one, "pk", "language", "checked_at")
            for one in Translation.objects.filter(checked_by=member).order_by("pk")
        ],
        "amendments": [
            plain(one, "changes", "reason", "at") | {"panel": one.protocol.panel_id}
            for one in Amendment.objects.filter(by=member).select_related("protocol").order_by("pk")
        ],
    }


def _panel(panel):
    return {"number": panel.pk, "address": panel.get_absolute_url()} | plain(panel, "title", "method", "state")


@erases("consensus", order=44, holds=COLUMNS)
@transaction.atomic
def erase(member, *, keep_authorship):
    """Let panels go on under others, and leave places on panels without a name; a plan that nobody shares goes.

    Answers of rounds stay: they hang on a seat that nothing leads to when the name is gone.
    """
    for panel in Panel.objects.filter(Q(facilitators=member)).order_by("pk"):
        _give_on(panel, member)
    for row in Panellist.objects.filter(member=member).select_related("panel__protocol").order_by("pk"):
        _leave(row, keep_authorship)
    Panel.objects.filter(begun_by=member).update(begun_by=None)
    Panellist.objects.filter(invited_by=member).update(invited_by=None)
    Wording.objects.filter(by=member).update(by=None)
    Translation.objects.filter(by=member).update(by=None)
    Translation.objects.filter(checked_by=member).update(checked_by=None)
    changed = {"by": None} if keep_authorship else {"by": None, "by_name": FORMER}
    Amendment.objects.filter(by=member).update(**changed)


def _give_on(panel, member):
    """Let somebody else run a panel; a plan of which nobody knows is thrown away."""
    alone = not panel.facilitators.exclude(pk=member.pk).exists()
    is_private = panel.state == Panel.State.PLANNED and not panel.panellists.exclude(invited_at=None).exists()
    if alone and is_private:
        panel.panellists.all().delete()
        panel.delete()
        return
    if alone and panel.state not in ENDED:
        sits = panel.panellists.exclude(member=None).values("member")
        heirs = network_coordinators().exclude(pk=member.pk)
        if heir := heirs.exclude(pk__in=sits).first() or heirs.first():
            panel.facilitators.add(heir)
    panel.facilitators.remove(member)


def _leave(row, keep_authorship):
    """Take the person off a place; that there was one stays counted, with its group."""
    if row.invited_at is None:
        row.delete()
        return
    if row.state in ON_IT:
        seats.leave(row, at=now())
    may_stay = keep_authorship and row.may_be_named
    row.member, row.reason, row.has_lived_experience = None, "", False
    if not may_stay:
        row.name, row.role, row.city = FORMER, "", None
    row.save()
