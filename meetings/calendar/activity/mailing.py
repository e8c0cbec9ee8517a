"""What happens between those who invite and those who answer. All name whom they are for; their detail has `title`."""

from django.utils.translation import gettext_lazy as _

from network.activity.kinds import declare

INVITED = declare("calendar.invited", sentence=_("{by} invites you to “{title}”"), urgency="now", may_name=True)
"""The subject is a meeting, or a series where somebody is asked to all of its dates. Detail: `asked` (ISO)."""

HOSTED = declare("calendar.hosted", sentence=_("“{title}” is yours to host: put it into your calendar"), urgency="now",
                 may_name=True)  # fmt: skip
"""Names hosts whose calendars get the meeting as well, once."""

UPDATED = declare("calendar.updated", sentence=_("“{title}” has a new time: please look whether you can come"),
                  urgency="now", may_name=True)  # fmt: skip
"""The subject is a meeting (detail: `old_start`, ISO) or a series (detail: `what`). Detail: `sequence`."""

CALLED_OFF = declare("calendar.called_off", sentence=_("“{title}” does not take place"), urgency="now", may_name=True)
"""Detail: `reason`, `sequence`. The subject is a meeting or a series."""

TAKEN_OFF = declare("calendar.taken_off", sentence=_("{by} took you off the list of “{title}”"), urgency="now",
                    may_name=True)  # fmt: skip

ASKED_AGAIN = declare("calendar.asked_again", sentence=_("“{title}” waits for your answer"), urgency="now",
                      may_name=True)  # fmt: skip
"""Names one person, who alone may read it."""

ANSWERED = declare("calendar.answered", sentence=_("An answer came to the invitation to “{title}”"), may_name=True)
"""Names the hosts. Detail: `attendance` or `standing` (id), `answer`."""

PROPOSED = declare("calendar.proposed", sentence=_("Somebody proposes something else for “{title}”"), urgency="now",
                   may_name=True)  # fmt: skip
"""Names the hosts. Detail: `proposal` (id), `what` ('time' or 'guest')."""
