"""What happens when rounds close. Nothing here tells who rated what, or when."""

from django.utils.translation import gettext_lazy as _

from network.activity.kinds import declare

RESULTS_CLOSED = declare("consensus.results_closed", sentence=_("A round of {what} has closed: read the results"),
                         urgency="digest", may_name=True)  # fmt: skip
"""Names who sits on the panel and who runs it; its detail: `title`, `round`, `number`, `agreed`, `rejected`, `open`."""

RESULTS_ENDED = declare("consensus.results_ended", sentence=_("The last round of {what} has closed: read the outcome"),
                        urgency="now", may_name=True)  # fmt: skip
"""As RESULTS_CLOSED."""

RESULTS_READ = declare("consensus.results_read", sentence=_("{by} read remarks of a round of {what}"), urgency="none")
"""Moderation, without which remark or what became of it; its detail: `round`, `number`."""

RESULTS_IDEA = declare("consensus.results_idea", sentence=_("{by} made a statement of an idea in {what}"),
                       urgency="none")  # fmt: skip
RESULTS_PUBLISHED = declare("consensus.results_published", sentence=_("{by} published the results of {what}"))
"""Its detail: `title`, `round`."""
