"""What happens in the library, as people read it. `{what}` is the resource's title."""

from django.utils.translation import gettext_lazy as _

from network.activity.kinds import declare

STARTED = declare("library.started", sentence=_("{by} began to share something"), urgency="none")
PUBLISHED = declare("library.published", sentence=_("{by} shared {what}"), urgency="digest")
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
