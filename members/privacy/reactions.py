"""Whoever acts signs what the database wrote of it; looks of other rooms become rows of the audit log."""

from members.privacy import actions
from network.activity.kinds import on
from network.kit.personal import witness


@on("*")
def sign_changes(activity, subject):
    """Name who changed a role, in the same transaction."""
    if activity.by_id:
        actions.sign(activity.by_id)


@witness
def write_down(name, *, by, about, detail):
    """Keep who looked at what is another's."""
    actions.trace(name, by=by, about=about, detail=detail)
