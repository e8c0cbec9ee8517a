"""What happens around congresses. Their detail holds `title`."""

from django.utils.translation import gettext_lazy as _

from network.activity.kinds import declare

PROPOSED = declare("congresses.proposed", sentence=_("{by} proposes the congress “{title}”"), urgency="none")
CONFIRMED = declare("congresses.confirmed", sentence=_("The congress “{title}” is on the list"), may_name=True)
"""Names who proposed it."""

REVISED = declare("congresses.revised", sentence=_("{by} changed the congress “{title}”"), urgency="none")
MOVED = declare("congresses.moved", sentence=_("The congress “{title}” has other days: please look at yours"),
                urgency="now", may_name=True)  # fmt: skip
"""Names those who go."""

DECLINED = declare("congresses.declined", sentence=_("{by} did not take the congress “{title}”: {reason}"),
                   urgency="now", may_name=True)  # fmt: skip
"""Names who proposed it."""

MERGED = declare("congresses.merged", sentence=_("{by} took the congress “{title}” together with another"),
                 urgency="none")  # fmt: skip
GOING = declare("congresses.going", sentence=_("{by} will be at the congress “{title}”"))
STAYS = declare("congresses.stays", sentence=_("{by} does not go to the congress “{title}”"), urgency="none")
SIDE_PROPOSED = declare("congresses.side_proposed", urgency="now", may_name=True,
                        sentence=_("Enough of us go to “{title}” to meet there: do you come?"))  # fmt: skip
"""Names those who are asked. The subject is the proposal."""

SIDE_ANSWERED = declare("congresses.side_answered", sentence=_("{by} answered the side meeting at “{title}”"),
                        urgency="none")  # fmt: skip
SIDE_MADE = declare("congresses.side_made", sentence=_("The side meeting at “{title}” takes place"), may_name=True)
"""Names those who come; the invitation itself goes out with the calendar file."""

SIDE_LAPSED = declare("congresses.side_lapsed", sentence=_("The side meeting at “{title}” did not come about"),
                      urgency="none")  # fmt: skip
MET = declare("congresses.met", sentence=_("{by} arranged to meet somebody at “{title}”"), urgency="none")
NOTES_ASKED = declare("congresses.notes_asked", sentence=_("What do you bring back from “{title}”?"), urgency="now",
                      may_name=True)  # fmt: skip
"""Names those who were there."""

NOTED = declare("congresses.noted", sentence=_("{by} wrote what “{title}” brought"))
