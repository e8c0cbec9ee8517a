"""What happens in collections, as people read it. `{what}` is the title of the collection or of the entry kept."""

from django.utils.translation import gettext_lazy as _

from network.activity.kinds import declare

CREATED = declare("collections.created", sentence=_("{by} began a collection"), urgency="none")
REVISED = declare("collections.revised", sentence=_("{by} changed the collection {what}"), urgency="none")
DELETED = declare("collections.deleted", sentence=_("{by} deleted a collection"), urgency="none")
SHARED = declare("collections.shared", sentence=_("{by} shared the collection {what}"), urgency="digest")
KEPT = declare("collections.kept", sentence=_("{by} kept something in a collection"), urgency="none")
ADDED = declare("collections.added", sentence=_("{by} added to the collection {what}"), urgency="digest", may_name=True)
"""Names those who follow the collection."""

COLLECTED = declare(
    "collections.collected", sentence=_("{by} put {what} into a collection"), urgency="digest", may_name=True
)
"""Names the owner and the authors of a resource that was put into a shelf which others see too."""

NEWER = declare(
    "collections.newer",
    sentence=_("There is a newer version of {what}, which you keep in a collection"),
    urgency="digest",
    may_name=True,
)
"""Names those who keep an older version. Its detail: `number`, `note` (what is new), `corrects`."""

CORRECTED = declare(
    "collections.corrected",
    sentence=_("A newer version corrects {what}, which you keep in a collection"),
    urgency="now",
    may_name=True,
)
"""The same, where the newer version corrects something."""

HIDDEN = declare(
    "collections.hidden",
    sentence=_("{by} took your collection “{title}” out of sight: {reason}"),
    urgency="now",
    may_name=True,
)
