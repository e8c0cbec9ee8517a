"""Who has a secret address of their calendar."""

from django.utils.translation import gettext_lazy as _

from meetings.calendar.access.people import standing
from network.access.rules import no, rule, yes


@rule("calendar.hold_feed", _("Have a secret address of my calendar"), needs_object=False)
def hold_feed(member):
    """Members."""
    return standing(member)


@rule("calendar.end_feed", _("End or change the secret address of a calendar"))
def end_feed(member, feedaddress):
    """Whose it is."""
    if member.is_authenticated and member.pk == feedaddress.member_id:
        return yes(_("It is yours."))
    return no(_("Only its owner may do this."))
