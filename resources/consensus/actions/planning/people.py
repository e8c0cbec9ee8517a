"""Who is asked to rate: putting on the list, sending invitations, taking off."""

from django.db import transaction
from django.utils.translation import gettext as _

from network.access.rules import Denied, demand
from network.activity.actions import record
from network.kit.clock import now
from resources.consensus.actions.planning.rows import ON_IT, home_of, locked
from resources.consensus.actions.rating import seats
from resources.consensus.activity.planning import PLANNING_INVITED, PLANNING_REMOVED
from resources.consensus.models import Panel, Panellist


@transaction.atomic
def invite(panel, members_with_groups, by, *, send=True):
    """Put members on the list, each in a group: an iterable of (Member, Group); returns the Panellist rows.

    With `send` they are told at once; else `send_invitations` tells them later. Who declined may be asked again.
    """
    panel = locked(panel)
    _goes_on(panel, by)
    running = set(panel.facilitators.values_list("pk", flat=True))
    rows = []
    for member, group in members_with_groups:
        if member.pk in running:
            raise Denied(_("%(name)s runs this panel. Whoever runs it does not rate in it.") % {"name": member},
                         "consensus.run")  # fmt: skip
        row = panel.panellists.filter(member=member).first()
        if row is not None and row.state in ON_IT:
            raise Denied(_("%(name)s is on the panel already.") % {"name": row.name}, "consensus.run")
        if row is not None and row.state in (Panellist.State.WITHDRAWN, Panellist.State.REMOVED):
            raise Denied(_("%(name)s is off this panel, and is not asked again.") % {"name": row.name},
                         "consensus.run")  # fmt: skip
        row = row or Panellist(panel=panel, member=member)
        row.panel, row.group, row.state, row.invited_by = panel, group, Panellist.State.INVITED, by
        row.name, row.city = printed_name(member, panel.language), member.home_city
        row.role = row.role or member.role
        row.invited_at = row.answered_at = row.ended_on = None
        row.reason = ""
        row.save()
        rows.append(row)
    if send:
        send_invitations(panel, by, only=rows)
    return rows


def printed_name(member, language):
    """Return the name of `member` as a panel in `language` prints it."""
    name = member.name if language.startswith("zh") else (member.name_latin or member.name)
    return (name or member.handle)[:200]


def _goes_on(panel, by):
    demand(by, "consensus.run", panel)
    if panel.state not in (Panel.State.PLANNED, Panel.State.RUNNING):
        raise Denied(_("This panel has ended."), "consensus.run")


@transaction.atomic
def send_invitations(panel, by, *, only=None, at=None):
    """Tell those on the list who have not been told; returns how many."""
    panel = locked(panel)
    _goes_on(panel, by)
    rows = panel.panellists.filter(state=Panellist.State.INVITED, invited_at=None).exclude(member=None)
    if only is not None:
        rows = rows.filter(pk__in=[row.pk for row in only])
    rows, moment = list(rows), at or now()
    for row in rows:
        row.invited_at = moment
        row.save(update_fields=["invited_at"])
        record(PLANNING_INVITED, by=by, subject=panel, city=home_of(by), audience=[f"member:{row.member_id}"],
               names=[row.member_id], detail={"title": panel.title}, at=moment)  # fmt: skip
    for row in only or ():
        row.invited_at = row.invited_at or moment
    return len(rows)


@transaction.atomic
def remove_panellist(row, *, by, reason, at=None):
    """Take somebody off a panel, in mid-round too: ratings in the open round go, those of closed rounds stay.

    The person is told, with the reason; an invitation that was never sent is taken back without a word.
    """
    panel = locked(row.panel)
    _goes_on(panel, by)
    row = panel.panellists.select_for_update().get(pk=row.pk)
    row.panel = panel
    if row.state not in ON_IT:
        raise Denied(_("%(name)s is not on this panel any more.") % {"name": row.name}, "consensus.run")
    if row.state == Panellist.State.INVITED and row.invited_at is None:
        row.delete()
        return
    if not reason.strip():
        raise Denied(_("Say why: the person reads it."), "consensus.run")
    moment = at or now()
    seats.remove(row, reason=reason, at=moment)
    if row.member_id:
        record(PLANNING_REMOVED, by=by, subject=panel, city=home_of(by), audience=[f"member:{row.member_id}"],
               names=[row.member_id], detail={"title": panel.title, "reason": reason}, at=moment)  # fmt: skip


@transaction.atomic
def put_into(row, group, *, by):
    """Put a panellist into another group of the panel: until the first round opens, for answers are counted by it."""
    panel = locked(row.panel)
    demand(by, "consensus.plan", panel)
    row = panel.panellists.select_for_update().get(pk=row.pk)
    if group.panel_id != panel.pk:
        raise Denied(_("This group is of another panel."), "consensus.plan")
    row.group = group
    row.save(update_fields=["group"])
    row.panel = panel
    seats.regroup(row)
    return row
