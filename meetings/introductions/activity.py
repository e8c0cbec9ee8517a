"""What happens between those who ask and who answer. Each activity is read by those alone whom it is about."""

from django.utils.translation import gettext_lazy as _

from network.activity.kinds import declare

ASKED = declare("introductions.asked", sentence=_("{by} asks you for a meeting"), urgency="now", may_name=True)
"""The subject is a Request; names who was asked."""

REMINDED = declare("introductions.reminded", sentence=_("A request for a meeting waits for your answer"),
                   urgency="now", may_name=True)  # fmt: skip
PROPOSED = declare("introductions.proposed", sentence=_("{by} proposes other times for your meeting"), urgency="now",
                   may_name=True)  # fmt: skip
ACCEPTED = declare("introductions.accepted", sentence=_("{by} accepts: your meeting is planned"), may_name=True)
"""Names the other one, whose calendar gets the invitation by a mail of its own. Detail: `meeting` (id)."""

DECLINED = declare("introductions.declined", sentence=_("Your request for a meeting was answered: not this time"),
                   urgency="now", may_name=True)  # fmt: skip
OVER = declare("introductions.over", sentence=_("Your request for a meeting closed after 14 days without an answer"),
               urgency="now", may_name=True)  # fmt: skip
WITHDRAWN = declare("introductions.withdrawn", sentence=_("A request for a meeting was withdrawn"), urgency="none")

INTRODUCED = declare("introductions.introduced", sentence=_("{by} would like to introduce you: “{title}”"),
                     urgency="now", may_name=True)  # fmt: skip
"""The subject is an Introduction; names those who are asked."""

SIDES_REMINDED = declare("introductions.sides_reminded", sentence=_("An introduction waits for your answer: “{title}”"),
                         urgency="now", may_name=True)  # fmt: skip
SAID = declare("introductions.said", sentence=_("{by} answered your introduction “{title}”"), may_name=True)
AGREED = declare("introductions.agreed", sentence=_("“{title}” can go on: find a time for those who said yes"),
                 urgency="now", may_name=True)  # fmt: skip
"""Names who introduced them."""

BROUGHT = declare("introductions.brought", sentence=_("A meeting comes of “{title}”"), may_name=True)
ENDED = declare("introductions.ended", sentence=_("The introduction “{title}” is closed"), may_name=True)

OUTCOME_ASKED = declare("introductions.outcome_asked", sentence=_("What came of “{title}”?"), urgency="now",
                        may_name=True)  # fmt: skip
"""The subject is an Outcome; names whom it asks."""

OUTCOME_TOLD = declare("introductions.outcome_told", sentence=_("Somebody said what came of a meeting"), urgency="none")
OPENNESS = declare("introductions.openness", sentence=_("{by} changed how often they may be asked"), urgency="none")
