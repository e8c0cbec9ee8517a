"""What happens while meetings are planned. Their detail holds `title`, `start` (ISO, UTC) and `zone` as they became."""

from django.utils.translation import gettext_lazy as _

from network.activity.kinds import declare

PLANNED = declare("calendar.planned", sentence=_("{by} plans the meeting “{title}”"), may_name=True)
"""Names further hosts."""

MOVED = declare("calendar.moved", sentence=_("{by} moved the meeting “{title}”"))
"""Detail: `old_start`, `old_end`, `new_start`, `new_end` (ISO, UTC), `sequence`. The subject is the meeting."""

CANCELLED = declare("calendar.cancelled", sentence=_("{by} cancelled the meeting “{title}”: {reason}"))
"""Detail: `reason`, `sequence`."""

CHANGED = declare("calendar.changed", sentence=_("{by} changed the meeting “{title}”"), urgency="none")
"""Detail: `fields`, names of what changed. Nobody gets a mail of it."""

SERIES_BEGUN = declare("calendar.series_begun", sentence=_("{by} plans the series of meetings “{title}”"))
"""The subject is the series; its dates have no activity of their own. Detail: `title`, `dates` (how many)."""

SERIES_CHANGED = declare("calendar.series_changed", sentence=_("{by} changed the series “{title}”"), urgency="none")
"""Detail: `what` ('edited', 'dates_added', 'extended', 'following_changed'), `sequence`, `added` (ids of meetings)."""

SERIES_ENDED = declare("calendar.series_ended", sentence=_("{by} ended the series “{title}”"))
"""Detail: `until` (ISO day of the last date that stands), `cancelled` (ids of meetings), `next` (slug, or "")."""

LAW_CHANGED = declare("calendar.law_changed",
                      sentence=_("The law of the hours changed in {place}: what shall become of “{title}”?"),
                      urgency="now", may_name=True)  # fmt: skip
"""Names the hosts. Detail: `place`, `kept` and `wall` (ISO, UTC: the instant that stands, that of the wall time)."""

AGENDA = declare("calendar.agenda", sentence=_("{by} wrote the agenda of “{title}”"), urgency="none")
MATERIALS = declare("calendar.materials", sentence=_("{by} put something to read on “{title}”"), urgency="none")
GROUP_BEGUN = declare("calendar.group_begun", sentence=_("{by} began the working group “{title}”"))
GROUP_JOINED = declare("calendar.group_joined", sentence=_("{by} belongs to the working group “{title}”"),
                       urgency="none")  # fmt: skip
GROUP_ADDED = declare("calendar.group_added", sentence=_("{by} added you to the working group “{title}”"),
                      may_name=True)  # fmt: skip
"""Names who was added."""

GROUP_LEFT = declare("calendar.group_left", sentence=_("{by} left the working group “{title}”"), urgency="none")
GROUP_CHANGED = declare("calendar.group_changed", sentence=_("{by} changed the working group “{title}”"),
                        urgency="none")  # fmt: skip
GROUP_ENDED = declare("calendar.group_ended", sentence=_("{by} ended the working group “{title}”"), urgency="none")
HANDED_OVER = declare("calendar.handed_over", sentence=_("“{title}” is yours to hold from now on"), urgency="now",
                      may_name=True)  # fmt: skip
"""Names who holds it now; the subject is a meeting or a series."""

GROUP_LEADS = declare("calendar.group_leads", sentence=_("The working group “{title}” is yours to lead from now on"),
                      urgency="now", may_name=True)  # fmt: skip
"""Names who leads it now."""
