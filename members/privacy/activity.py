"""What can happen in privacy. Nothing of it is told in digests; the audit log keeps it."""

from django.utils.translation import gettext_lazy as _

from network.activity.kinds import declare

LEFT = declare("privacy.left", sentence=_("{by} left the network"), urgency="none")
RETURNED = declare("privacy.returned", sentence=_("{by} came back"), urgency="none")
ERASURE_ASKED = declare("privacy.erasure_asked", sentence=_("{by} asked to be erased"), urgency="none")
ERASURE_UNDONE = declare("privacy.erasure_undone", sentence=_("{by} stays after all"), urgency="none")
WITHDREW = declare("privacy.consent_withdrawn", sentence=_("{by} withdrew a consent"), urgency="none")
