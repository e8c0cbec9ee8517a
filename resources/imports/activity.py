"""What happens in imports, as people read it: one line for the whole batch."""

from django.utils.translation import gettext_lazy as _

from network.activity.kinds import declare

BROUGHT = declare("imports.brought", sentence=_("{by} brought {published} resources into the library"))
DRAFTED = declare("imports.drafted", sentence=_("{by} brought {n} drafts"), urgency="none")
UNDONE = declare("imports.undone", sentence=_("{by} undid an import of {n} resources"), urgency="none")
