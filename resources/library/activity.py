"""What happens in the library, as people read it. `{what}` is the resource's title."""

from django.utils.translation import gettext_lazy as _

from network.activity.kinds import declare

STARTED = declare("library.started", sentence=_("{by} began to share something"), urgency="none")
PUBLISHED = declare("library.published", sentence=_("{by} shared {what}"), urgency="digest")
SUBMITTED = declare(
    "library.submitted", sentence=_("{by} wants to share {what}: it waits for a review"), urgency="none"
)
"""Its audience are those who may read it under review; its detail holds the `reason` why it is reviewed."""

ACCEPTED = declare("library.accepted", sentence=_("{by} accepted {what}"), urgency="now", may_name=True)
SENT_BACK = declare(
    "library.sent_back", sentence=_("{by} sent {what} back to you: {reason}"), urgency="now", may_name=True
)
TAKEN_BACK = declare("library.taken_back", sentence=_("{by} took {what} back before it was reviewed"), urgency="none")
EDITION_PUBLISHED = declare(
    "library.edition_published",
    sentence=_("There is version {edition} of {what}: {note}"),
    urgency="digest",
    may_name=True,
)
"""A new version. Its detail: `edition` (its number), `note` (what is new), `corrects` ("" if it corrects nothing).

It names who took or follows the resource, unless it corrects something: then CORRECTED names them, at once.
"""

CORRECTED = declare(
    "library.corrected",
    sentence=_("Version {edition} of {what} corrects the one that you have: {corrects}"),
    urgency="now",
    may_name=True,
)
TRANSLATED = declare(
    "library.translated", sentence=_("{by} translated the title of {what}"), urgency="digest", may_name=True
)
RELATED = declare(
    "library.related", sentence=_("{by} linked {what} to a work of yours"), urgency="digest", may_name=True
)
UNRELATED = declare("library.unrelated", sentence=_("{by} took a link to {what} away"), urgency="none")
HANDED_OVER = declare(
    "library.handed_over", sentence=_("{by} gave {what} into other hands"), urgency="digest", may_name=True
)
ACCESS_ASKED = declare("library.access_asked", sentence=_("{by} asks you for {what}"), urgency="none", may_name=True)
ACCESS_GRANTED = declare("library.access_granted", sentence=_("{by} let you in to {what}"), urgency="none")
ACCESS_DECLINED = declare("library.access_declined", sentence=_("{by} did not let you in to {what}"), urgency="none")
ACCESS_REVOKED = declare("library.access_revoked", sentence=_("Your access to {what} is over"), urgency="none")
TOPICS_MERGED = declare("library.topics_merged", sentence=_("{by} merged the topic {old} into {new}"), urgency="none")
TOPICS_PARTED = declare("library.topics_parted", sentence=_("{by} parted the topics {old} and {new}"), urgency="none")
WORD_EDITED = declare("library.word_edited", sentence=_("{by} changed the word {word}"), urgency="none")
REVISED = declare("library.revised", sentence=_("{by} changed the description of {what}"), urgency="none")
WITHDRAWN = declare("library.withdrawn", sentence=_("{by} withdrew {what}"), urgency="digest")
FOUND_USEFUL = declare(
    "library.found_useful", sentence=_("{by} finds {what} useful in {city}"), urgency="digest", may_name=True
)
"""Names the owner and the authors; its detail holds the city's slug under `city`."""

UNMARKED = declare("library.unmarked", sentence=_("{by} took back that {what} is useful"), urgency="none")
QUARANTINED = declare(
    "library.file_quarantined",
    sentence=_("“{file}” was locked away: harmful software was found in it. Nobody can fetch it"),
    urgency="now",
    may_name=True,
)
"""Names the owner of the file and the coordinators of the owner's city."""
