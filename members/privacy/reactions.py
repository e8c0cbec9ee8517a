"""Whoever acts signs what the database wrote of it; looks of other rooms become rows of the audit log."""

from members.privacy import actions
from network.activity.kinds import on
from network.cities.activity import HANDED_OVER
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


@on(HANDED_OVER)
def write_down_a_hand_over(activity, subject):
    """Keep who handed over whose tasks; the term that ended and the one that began stand in the log by themselves."""
    for pk in activity.names:
        actions.trace_of(
            "handed_over", by_id=activity.by_id, about_id=pk, detail={"city": activity.city} if activity.city else {}
        )
