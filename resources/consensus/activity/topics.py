"""What happens to the state of the art."""

from django.utils.translation import gettext_lazy as _

from network.activity.kinds import declare

BEGUN = declare("consensus.topics_begun", sentence=_("{by} began a page of the state of the art: {what}"),
                urgency="none")  # fmt: skip
PUBLISHED = declare("consensus.topics_published", sentence=_("What we know about {what} was brought up to date"))
"""Its detail: `number` of the edition, `note`."""

WAITS = declare("consensus.topics_waits", sentence=_("{by} asks you to approve what is new on {what}"), urgency="now",
                may_name=True)  # fmt: skip
"""Names those who coordinate the network; its detail: `title`, `page`."""

ADOPTED = declare("consensus.topics_adopted", sentence=_("What your panel agreed on is published: {what}"),
                  urgency="now", may_name=True)  # fmt: skip
"""Names whoever took part in the panel; its subject is the topic, its detail: `title` of the panel, `panel`."""

PROPOSED = declare("consensus.topics_proposed", sentence=_("Somebody proposes a change of {what}"), urgency="digest",
                   may_name=True)  # fmt: skip
ANSWERED = declare("consensus.topics_answered", sentence=_("Your proposal for {what} got an answer"), urgency="now",
                   may_name=True)  # fmt: skip
"""Names whoever proposed it; its detail: `change`, `state`."""

STATE_SET = declare("consensus.topics_state_set", sentence=_("{by} looks at a statement of {what} again"),
                    urgency="none")  # fmt: skip
"""Its detail: `number` of the statement, `state`."""

DUE = declare("consensus.topics_due", sentence=_("{what} is due for review"), urgency="now", may_name=True)
"""Names who answers for it, else those who coordinate the network; its detail: `day`."""
