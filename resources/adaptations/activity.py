"""What happens around uses, as people read it. `{what}` is the title of the report, or of the resource."""

from django.utils.translation import gettext_lazy as _

from network.activity.kinds import declare

STARTED = declare("adaptations.started", sentence=_("{by} began to report a use"), urgency="none")
REPORTED = declare("adaptations.reported", sentence=_("{by} reported a use in {city}"), urgency="digest")
"""News of the network: its subject is the report."""

USED = declare("adaptations.used", sentence=_("{what} is in use in {city}"), urgency="digest", may_name=True)
"""Names the owner and the authors of the original; its subject is the resource, its detail the report's number."""

REVISED = declare("adaptations.revised", sentence=_("{by} told more of a use in {city}"), urgency="none")
WITHDRAWN = declare("adaptations.withdrawn", sentence=_("{by} withdrew a report of use in {city}"), urgency="none")
JOINED = declare("adaptations.version_joined", sentence=_("{by} joined a version to {what}"), urgency="none")
ASKED = declare(
    "adaptations.asked",
    sentence=_("{by} asks you to let {city} change {what} and share its version"),
    urgency="now",
    may_name=True,
)
"""Names the owner of the original; its subject is the report."""

ALLOWED = declare(
    "adaptations.allowed",
    sentence=_("{by} lets you change {what} and share your version"),
    urgency="now",
    may_name=True,
)
"""Names who reported; its subject is the report."""
