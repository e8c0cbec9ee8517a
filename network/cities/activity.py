"""What happens to cities."""

from django.utils.translation import gettext_lazy as _

from network.activity.kinds import declare

FOUNDED = declare("cities.founded", sentence=_("{by} put {what} on the list of cities"), urgency="none")
REVISED = declare("cities.revised", sentence=_("{by} brought the record of {what} up to date"), urgency="none")
STATE_CHANGED = declare("cities.state_changed", sentence=_("The partnership of {what} has taken a step"))
AGREEMENT_SIGNED = declare("cities.agreement_signed", sentence=_("{what} signed an agreement"))
RENEWAL_PLANNED = declare(
    "cities.renewal_planned", sentence=_("{by} set the day on which the agreement of {what} is renewed"), urgency="none"
)
APPOINTED = declare(
    "cities.coordinator_appointed", sentence=_("{member} is now coordinator of {what}"), urgency="now", may_name=True
)
TERM_SET = declare(
    "cities.term_set", sentence=_("{by} set the last day of {member} as coordinator of {what}"), urgency="none"
)
TERM_ENDED = declare(
    "cities.term_ended", sentence=_("{member} is no longer coordinator of {what}"), urgency="now", may_name=True
)
HANDED_OVER = declare(
    "cities.handed_over", sentence=_("{leaver} handed {what} over to {successor}"), urgency="none", may_name=True
)
PAGE_PUBLISHED = declare("cities.page_published", sentence=_("{by} brought the page of {what} up to date"))
ORGANISATION_KEPT = declare("cities.organisation_kept", sentence=_("{by} listed {name} in {what}"), urgency="none")
PROGRAMME_KEPT = declare("cities.programme_kept", sentence=_("{by} described the programme {name} in {what}"))
PROGRAMME_DROPPED = declare(
    "cities.programme_dropped", sentence=_("{by} took the programme {name} off the list of {what}"), urgency="none"
)
