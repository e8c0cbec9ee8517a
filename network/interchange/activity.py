"""What can happen to a key for programs; kept for the record alone."""

from django.utils.translation import gettext_lazy as _

from network.activity.kinds import declare

MADE = declare("interchange.token_made", sentence=_("{by} made a key for programs"), urgency="none")
REVOKED = declare("interchange.token_revoked", sentence=_("{by} revoked a key for programs"), urgency="none")
