"""What can happen to an application and to a member."""

from django.utils.translation import gettext_lazy as _

from network.activity.kinds import declare

APPLIED = declare("accounts.applied", sentence=_("{by} asked to join"), urgency="none")
REVISED = declare("accounts.revised", sentence=_("{by} changed the application"), urgency="none")
ESCALATED = declare("accounts.escalated", sentence=_("The network’s coordinators were asked to answer"), urgency="none")
APPROVED = declare("accounts.approved", sentence=_("{by} approved the application"), urgency="none")
DECLINED = declare("accounts.declined", sentence=_("{by} declined the application"), urgency="none")
JOINED = declare("accounts.joined", sentence=_("{by} joined the network"), urgency="digest")
INTRODUCED = declare("accounts.introduced", sentence=_("{by} introduced themselves"), urgency="digest")
INTERESTS = declare("accounts.interests_declared", sentence=_("{by} changed the declared interests"), urgency="none")
RESTED = declare("accounts.rested", sentence=_("{by} suspended the own membership"), urgency="none")
RETURNED = declare("accounts.returned", sentence=_("{by} came back"), urgency="none")
MOVE_ASKED = declare("accounts.move_asked", sentence=_("{by} asked to move to {city}"), urgency="none")
MOVE_WITHDRAWN = declare("accounts.move_withdrawn", sentence=_("{by} took back the wish to move"), urgency="none")
MOVE_ACCEPTED = declare("accounts.move_accepted", sentence=_("{by} welcomed a member to {city}"), urgency="none")
MOVE_DECLINED = declare("accounts.move_declined", sentence=_("{by} declined a move to {city}"), urgency="none")
MOVE_ESCALATED = declare(
    "accounts.move_escalated", sentence=_("The network’s coordinators were asked to answer"), urgency="none"
)
INVITATION_MADE = declare("accounts.invitation_made", sentence=_("{by} made an invitation link"), urgency="none")
INVITATION_REVOKED = declare(
    "accounts.invitation_revoked", sentence=_("{by} took back an invitation link"), urgency="none"
)
