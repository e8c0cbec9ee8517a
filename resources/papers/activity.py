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

# -- its text --------------------------------------------------------------------------------------------------------
PICTURED = declare("papers.pictured", sentence=_("{by} put a picture into {what}"), urgency="none")

# -- its references --------------------------------------------------------------------------------------------------
CITED = declare("papers.cited", sentence=_("{by} worked on the references of {what}"), urgency="none")

# -- standing by a text; those about a round or a consultation name its paper in `paper` and `title` -----------------
DECLARED = declare("papers.declared", sentence=_("{by} declared contributions and interests for {what}"),
                   urgency="digest", may_name=True)  # fmt: skip
ROLES_PROPOSED = declare("papers.roles_proposed", sentence=_("{by} proposes what you contributed to {what}"),
                         urgency="digest", may_name=True)  # fmt: skip
QUESTIONS_ASKED = declare("papers.questions_asked", sentence=_("{by} changed the questions about interests of {what}"),
                          urgency="none")  # fmt: skip
INTERESTS_WAIT = declare("papers.interests_wait",
                         sentence=_("{by} declared interests in “{title}”. Please decide what follows"), urgency="now",
                         may_name=True)  # fmt: skip
"""Names who decides: the lead; where the interests are the lead's, those who coordinate the network."""

INTERESTS_MANAGED = declare("papers.interests_managed",
                            sentence=_("{by} decided what follows from the interests that you declared for {what}"),
                            urgency="digest", may_name=True)  # fmt: skip
CITIES_ASKED = declare("papers.cities_asked", sentence=_("{by} asks what your city says to “{title}”, until {day}"),
                       urgency="now", may_name=True)  # fmt: skip
CITY_REMINDED = declare("papers.city_reminded", sentence=_("“{title}” waits for your city’s word until {day}"),
                        urgency="now", may_name=True)  # fmt: skip
CITY_SPOKE = declare("papers.city_spoke", sentence=_("{city} answered what it says to {what}"), urgency="digest",
                     may_name=True)  # fmt: skip
"""Its detail: `answer`, `words`, `language`, `version`, `is_changed`; a changed answer leaves the earlier row."""

CONSULTATION_CLOSED = declare("papers.consultation_closed", sentence=_("The cities have answered on {what}"),
                              urgency="digest", may_name=True)  # fmt: skip
CONSULTATION_STOPPED = declare("papers.consultation_stopped",
                               sentence=_("{by} broke off asking the cities about “{title}”: {reason}"), urgency="now",
                               may_name=True)  # fmt: skip
SIGNATURE_WANTED = declare("papers.signature_wanted",
                           sentence=_("Your signature under “{title}” is wanted by {day}"), urgency="now",
                           may_name=True)  # fmt: skip
"""Its detail: `version`, `fingerprint` of what is to be signed."""

SIGNATURE_REMINDED = declare("papers.signature_reminded",
                             sentence=_("“{title}” still waits for your signature, until {day}"), urgency="now",
                             may_name=True)  # fmt: skip
SIGNED = declare("papers.signed", sentence=_("{by} answered the signing of {what}"), urgency="digest", may_name=True)
"""Names the lead; its detail: `answer`, `fingerprint`, `version`, `words` (version of the statements)."""

TEXT_REOPENED = declare("papers.text_reopened",
                        sentence=_("“{title}” changed after you signed it. Passages to look at: {count}"),
                        urgency="now", may_name=True)  # fmt: skip
ROUND_ENDED = declare("papers.round_ended", sentence=_("The signing of {what} is over"), urgency="digest",
                      may_name=True)  # fmt: skip
DEPARTURE_PROPOSED = declare("papers.departure_proposed",
                             sentence=_("{by} proposes to publish “{title}” without {name} as an author: {reason}"),
                             urgency="now", may_name=True)  # fmt: skip
"""Names the author concerned; all who take part may read it."""

DEPARTURE_ANSWERED = declare("papers.departure_answered",
                             sentence=_("{by} answered whether {what} may go on without them"), urgency="digest",
                             may_name=True)  # fmt: skip
AUTHOR_LEFT_OUT = declare("papers.author_left_out", sentence=_("{name} is no author of {what} any more"),
                          urgency="digest", may_name=True)  # fmt: skip

# -- versions --------------------------------------------------------------------------------------------------------
VERSION_NAMED = declare("papers.version_named", sentence=_("{by} kept a version of {what}: {label}"), urgency="none")
RESTORED = declare("papers.restored", sentence=_("{by} gave {what} back its version {number}"), urgency="none")

# -- comments and suggestions ----------------------------------------------------------------------------------------
MENTIONED = declare("papers.mentioned", sentence=_("{by} names you in a comment on {what}"), urgency="now",
                    may_name=True)  # fmt: skip
"""Names one member; its detail: `thread` (key)."""

COMMENTED = declare("papers.commented", sentence=_("{by} comments on {what}"), urgency="digest", may_name=True)
"""Names the writers of the section, or all authors; its detail: `thread` (key)."""

REPLIED = declare("papers.replied", sentence=_("{by} answers a comment on {what}"), urgency="digest", may_name=True)
"""Names who spoke in the thread before; its detail: `thread` (key)."""

RESOLVED = declare("papers.resolved", sentence=_("{by} closed a comment on {what}"), urgency="digest", may_name=True)
"""Names who spoke in the thread; its detail: `thread` (key), `outcome`."""

REOPENED = declare("papers.reopened", sentence=_("{by} opened a comment on {what} again"), urgency="none")
PROPOSED = declare("papers.proposed", sentence=_("{by} suggests changes to {what}"), urgency="digest", may_name=True)
"""Names those who decide; its detail: `proposal` (number), `count` of changes."""

RULED = declare("papers.ruled", sentence=_("{by} decided about your suggestions for {what}"), urgency="digest",
                may_name=True)  # fmt: skip
"""Names who wrote them; its detail: `proposal` (number), `accepted`, `refused`."""

WITHDRAWN = declare("papers.proposal_withdrawn", sentence=_("{by} took suggestions for {what} back"), urgency="none")

# -- publications ----------------------------------------------------------------------------------------------------
PUBLISHED = declare("papers.published", sentence=_("{by} published {what}"), urgency="none")
"""Its detail: `title`, `number` of the version. The letter comes from the move."""

RECORD_CHANGED = declare("papers.record_changed", sentence=_("{by} changed the state of the publication {what}"),
                         urgency="none")  # fmt: skip
"""Its detail: `title`, `state` (superseded, withdrawn)."""
