"""What happens to time polls. Only those who ask and those who are asked read of it; nobody's answer stands in it."""

from django.utils.translation import gettext_lazy as _

from network.activity.kinds import declare

ASKED = declare("polls.asked", sentence=_("{by} asks when you can come to “{title}”"), urgency="now", may_name=True)
"""Names who is asked; the subject is the poll. Detail: `title`."""

MORE_TIMES = declare("polls.more_times", sentence=_("{by} proposes more times for “{title}”"), urgency="now",
                     may_name=True)  # fmt: skip
"""Names who was asked before."""

REMINDED = declare("polls.reminded", sentence=_("“{title}” still waits for your answer"), urgency="now", may_name=True)
"""Names one person who has not answered, who alone reads it."""

ANSWERED = declare("polls.answered", sentence=_("{by} answered “{title}”"), urgency="none")
"""Who answered, not what."""

COMPLETE = declare("polls.complete", sentence=_("Everybody has answered “{title}”"), urgency="now", may_name=True)
"""Names those who ask."""

DUE = declare("polls.due", sentence=_("The time to answer “{title}” is over: choose a time"), urgency="now",
              may_name=True)  # fmt: skip
"""Names those who ask."""

CLOSED = declare("polls.closed", sentence=_("“{title}” has its time"), urgency="digest", may_name=True)
"""Names everybody who was asked. Detail: `title`, `meeting`. The invitation itself goes out with the calendar file."""

CALLED_OFF = declare("polls.called_off", sentence=_("{by} called “{title}” off: no meeting comes of it"), urgency="now",
                     may_name=True)  # fmt: skip
"""Names everybody who was asked. Detail: `reason`."""

HANDED_OVER = declare("polls.handed_over", sentence=_("The time poll “{title}” is yours from now on"), urgency="now",
                      may_name=True)  # fmt: skip
"""Names who asks from now on."""

WEIGHED = declare("polls.weighed", sentence=_("{by} said what the hours weigh in {place}"), urgency="none")
SEASON = declare("polls.season", sentence=_("{by} planned a season of “{title}” in fair turns"), urgency="none")
"""The subject is the series. Detail: `title`, `dates` (how many), `is_proved`."""
