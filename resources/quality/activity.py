"""What happens to the quality of resources, as people read it. `{what}` is the resource's title."""

from django.utils.translation import gettext_lazy as _

from network.activity.kinds import declare

# -- reviews by members ------------------------------------------------------------------------------------------
REVIEW_SAVED = declare("quality.review_saved", sentence=_("{by} drafts a review of {what}"), urgency="none")
REVIEWED = declare("quality.reviewed", sentence=_("{by} reviewed {what}"), urgency="digest", may_name=True)
"""Names owner and authors; its detail holds the `score` in per cent (-1 without points)."""

REVIEW_REVISED = declare(
    "quality.review_revised", sentence=_("{by} revised the review of {what}"), urgency="digest", may_name=True
)
REVIEW_WITHDRAWN = declare(
    "quality.review_withdrawn", sentence=_("A review of {what} was withdrawn"), urgency="digest", may_name=True
)
REVIEW_ANSWERED = declare(
    "quality.review_answered", sentence=_("{by} answered your review of {what}"), urgency="digest", may_name=True
)
PEER_REVIEWED = declare(
    "quality.peer_reviewed", sentence=_("{what} is peer reviewed now"), urgency="digest", may_name=True
)
"""Names owner and authors."""

REVIEW_EXPIRES = declare(
    "quality.review_expires",
    sentence=_("Your review of {what} expires soon: does it still hold?"),
    urgency="now",
    may_name=True,
)

# -- reading before publication ----------------------------------------------------------------------------------
POLICY_CHANGED = declare(
    "quality.policy_changed", sentence=_("{by} changed whether a review comes before publication"), urgency="none"
)
SUBMISSION_WAITS = declare(
    "quality.submission_waits", sentence=_("{by} asks you to read “{title}” before it is published"), urgency="now",
    may_name=True,
)  # fmt: skip
VERSION_OUT = declare(
    "quality.version_out", sentence=_("{by} published version {number} of “{title}”: please look at what is new"),
    urgency="now", may_name=True,
)  # fmt: skip
"""Names those who would read a first publication of it."""

ADVICE_ASKED = declare(
    "quality.advice_asked", sentence=_("{by} asks you for advice on “{title}”"), urgency="now", may_name=True
)
REMARKED = declare("quality.remarked", sentence=_("{by} wrote about “{title}”"), urgency="now", may_name=True)
DECIDED = declare("quality.decided", sentence=_("{by} answered a submission"), urgency="none")

# -- outdated ----------------------------------------------------------------------------------------------------
FLAGGED = declare(
    "quality.flagged", sentence=_("{by} says that {what} is outdated: {reason}"), urgency="digest", may_name=True
)
"""Names its owner and authors."""

FLAG_TAKEN_BACK = declare("quality.flag_taken_back", sentence=_("{by} no longer calls {what} outdated"), urgency="none")
ANSWERED = declare(
    "quality.answered", sentence=_("{by} answered whether {what} is outdated"), urgency="digest", may_name=True
)
"""Names those who said so; its detail: `says` ("right", "outdated", "mended") and `text`."""

CONFIRM_ASKED = declare(
    "quality.confirm_asked", sentence=_("Is {what} still right? Please say so once a year"), urgency="now",
    may_name=True,
)  # fmt: skip
REMINDED = declare(
    "quality.reminded", sentence=_("{what} waits for your answer since {since}"), urgency="now", may_name=True
)
TAKEN_OVER = declare(
    "quality.taken_over",
    sentence=_("Nobody answered for {what} for a year: {city} looks after it now"),
    urgency="now",
    may_name=True,
)
"""Names the former owner, the authors, and the coordinators of the city."""
