"""Daily duties of the cities: reminders, and terms that ended by their date."""

from network.cities import actions
from network.kit.jobs import daily


@daily
def remind():
    """Remind of agreements that end soon."""
    actions.remind_of_agreements()


@daily
def let_terms_end():
    """Take from the CMS's groups whose term ended by its date, and add whose term began."""
    actions.sync_editors()
