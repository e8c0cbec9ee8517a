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
