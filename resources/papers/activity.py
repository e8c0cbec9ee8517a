"""What happens to papers, as people read it. `{what}` is the paper's title where the reader may know it."""

from django.utils.translation import gettext_lazy as _

from network.activity.kinds import declare

# -- the paper as a whole --------------------------------------------------------------------------------------------
BEGUN = declare("papers.begun", sentence=_("{by} began the paper {what}"), urgency="none")
DESCRIBED = declare("papers.described", sentence=_("{by} changed what is said about the paper {what}"), urgency="none")
PLANNED = declare("papers.planned", sentence=_("{by} changed the plan of {what}"), urgency="none")
MOVED = declare("papers.moved", sentence=_("{by} moved {what} on"), urgency="digest", may_name=True)
"""Names all who take part; its detail: `before`, `state`, `reason`."""

ASSIGNED = declare("papers.assigned", sentence=_("{by} asks you to write a part of {what}"), urgency="digest",
                   may_name=True)  # fmt: skip
DUE = declare("papers.due", sentence=_("Your part of {what} is due on {day}"), urgency="now", may_name=True)
"""Names one writer; its detail: `section` (its title), `day`, `late`."""

# -- its people ------------------------------------------------------------------------------------------------------
INVITED = declare("papers.invited", sentence=_("{by} invites you to write {what} together"), urgency="now",
                  may_name=True)  # fmt: skip
"""Names whoever is invited; its detail: `part`."""

ACCEPTED = declare("papers.accepted", sentence=_("{by} takes part in {what}"), urgency="digest", may_name=True)
DECLINED = declare("papers.declined", sentence=_("{by} does not take part in {what}"), urgency="digest", may_name=True)
LEFT = declare("papers.left", sentence=_("{by} left the paper {what}"), urgency="digest", may_name=True)
REMOVED = declare("papers.removed", sentence=_("{by} took you off the paper “{title}”"), urgency="now", may_name=True)
"""Names whoever was taken off."""

HANDED_OVER = declare("papers.handed_over", sentence=_("{by} hands the lead of {what} over to you"), urgency="now",
                      may_name=True)  # fmt: skip
PEOPLE_CHANGED = declare("papers.people_changed", sentence=_("{by} changed who stands on {what}, and how"),
                         urgency="none")  # fmt: skip
SAID = declare("papers.said", sentence=_("{by} wrote about {what} as a whole"), urgency="digest", may_name=True)

# -- its references --------------------------------------------------------------------------------------------------
CITED = declare("papers.cited", sentence=_("{by} worked on the references of {what}"), urgency="none")
