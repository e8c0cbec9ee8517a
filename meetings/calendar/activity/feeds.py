"""What can happen to the secret address of a calendar; kept for the record alone."""

from django.utils.translation import gettext_lazy as _

from network.activity.kinds import declare

MADE = declare("calendar.feed_made", sentence=_("{by} made a secret address of their calendar"), urgency="none")
ENDED = declare("calendar.feed_ended", sentence=_("{by} ended the secret address of their calendar"), urgency="none")
