"""What happens around places and attendance. Nothing here tells what somebody answered."""

from django.utils.translation import gettext_lazy as _

from network.activity.kinds import declare

REGISTERED = declare("calendar.registered", sentence=_("{by} registered for “{title}”"), may_name=True)
"""Names the hosts. Its detail: `title`, `place` (confirmed or waiting)."""

CONFIRMED = declare("calendar.confirmed", sentence=_("You have a place at “{title}”"), urgency="now", may_name=True)
"""Names whoever has a place now who had none, but for those who took it themselves. Detail: `title`, `attendance`."""

QUEUED = declare("calendar.queued", sentence=_("You are on the waiting list of “{title}”"), urgency="now",
                 may_name=True)  # fmt: skip
"""Names whoever a host put on the waiting list."""

WITHDREW = declare("calendar.withdrew", sentence=_("{by} gave the place at “{title}” back"), may_name=True)
"""Names the hosts."""

UNSEATED = declare("calendar.unseated", sentence=_("A host took your place at “{title}” back"), urgency="now",
                   may_name=True)  # fmt: skip
"""Names whoever had it."""

PLACES_CHANGED = declare("calendar.places_changed", sentence=_("{by} changed the registration for “{title}”"),
                         urgency="none")  # fmt: skip
MARKED = declare("calendar.marked", sentence=_("{by} noted who was at “{title}”"), urgency="none")
CERTIFIED = declare("calendar.certified", sentence=_("A certificate for “{title}” was made"), urgency="none")
CERTIFICATE_WITHDRAWN = declare("calendar.certificate_withdrawn", urgency="now", may_name=True,
                                sentence=_("Your certificate for “{title}” is no longer valid"))  # fmt: skip
CERTIFICATE_OFFERED = declare("calendar.certificate_offered", urgency="now", may_name=True,
                              sentence=_("You can have a certificate for “{title}”"))  # fmt: skip
PULSE_ASKED = declare("calendar.pulse_asked", sentence=_("Two questions about “{title}”"), urgency="now",
                      may_name=True)  # fmt: skip
"""Names those who were there. Who answered is not written down here."""
