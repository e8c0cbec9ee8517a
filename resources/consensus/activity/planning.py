"""What happens while a panel is planned and run. Nothing here tells who rated what, or when."""

from django.utils.translation import gettext_lazy as _

from network.activity.kinds import declare

PLANNING_BEGUN = declare("consensus.planning_begun", sentence=_("{by} began the panel “{title}”"), urgency="none")
PLANNING_INVITED = declare("consensus.planning_invited", sentence=_("{by} asks you to rate statements in “{title}”"),
                           urgency="now", may_name=True)  # fmt: skip
"""Names whoever is invited; its detail: `title`."""

PLANNING_REMOVED = declare("consensus.planning_removed", sentence=_("{by} took you off the panel “{title}”: {reason}"),
                           urgency="now", may_name=True)  # fmt: skip
"""Names whoever was taken off; its detail: `title`, `reason`."""

PLANNING_ROUND_OPENED = declare("consensus.planning_round_opened", sentence=_("A round of “{title}” is open"),
                                urgency="now", may_name=True)  # fmt: skip
"""Names all who said yes, also those who may not enter: names must not tell who answered before. They get no letter.

Its detail: `round`, `number`, `title`, `statements`, `closes_at`."""

PLANNING_PROLONGED = declare("consensus.planning_prolonged", sentence=_("A round of “{title}” is open for longer"),
                             urgency="digest", may_name=True)  # fmt: skip
"""Its detail: `round`, `number`, `closes_at`, `before`, `reason`."""

PLANNING_CLOSED_EARLY = declare("consensus.planning_closed_early",
                                sentence=_("{by} closed a round of “{title}” early: {reason}"), urgency="digest",
                                may_name=True)  # fmt: skip
PLANNING_AMENDED = declare("consensus.planning_amended", sentence=_("{by} changed a rule of “{title}”: {reason}"),
                           urgency="now", may_name=True)  # fmt: skip
"""Names the panel; its detail: `fields`, `reason`."""

PLANNING_STOPPED = declare("consensus.planning_stopped", sentence=_("{by} broke off the panel “{title}”: {reason}"),
                           urgency="now", may_name=True)  # fmt: skip
PLANNING_HANDED_OVER = declare("consensus.planning_handed_over", sentence=_("{by} asks you to run the panel “{title}”"),
                               urgency="now", may_name=True)  # fmt: skip
"""Names who runs it from now on."""

PLANNING_CHANGED = declare("consensus.planning_changed", sentence=_("{by} worked on the plan of “{title}”"),
                           urgency="none")  # fmt: skip
