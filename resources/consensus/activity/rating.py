"""What panellists do that others hear of: answering an invitation, leaving. Nothing here tells of any rating."""

from django.utils.translation import gettext_lazy as _

from network.activity.kinds import declare

RATING_ACCEPTED = declare("consensus.rating_accepted", sentence=_("{by} takes part in the panel “{title}”"),
                          urgency="digest", may_name=True)  # fmt: skip
"""Names who runs it; its detail: `title`."""

RATING_DECLINED = declare("consensus.rating_declined", sentence=_("{by} does not take part in the panel “{title}”"),
                          urgency="digest", may_name=True)  # fmt: skip
RATING_LEFT = declare("consensus.rating_left", sentence=_("{by} left the panel “{title}”"), urgency="digest",
                      may_name=True)  # fmt: skip
RATING_REMINDED = declare("consensus.rating_reminded", sentence=_("Statements of “{title}” still wait for you"),
                          urgency="now", may_name=True)  # fmt: skip
"""Names one panellist, who alone may read it; its detail: `round`, `title`. How much is left is not written down."""
