"""What happens to the report of a panel."""

from django.utils.translation import gettext_lazy as _

from network.activity.kinds import declare

REPORT_TOLD = declare("consensus.report_told", sentence=_("{by} wrote for the report of {what}"), urgency="none")
"""Its detail: `title`, `fields` (codes of `report/items.py`)."""
