"""What waits for a city's coordinator, and goes along when the city is handed over."""

from django.utils.translation import gettext_lazy as _

from members.accounts import letters
from members.accounts.models import Application, Invitation, Move
from network.kit.belongings import belongs


@belongs("accounts.applications", _("Applications that wait for an answer"))
def applications(member, city):
    """The city's open applications; they stand in the queue of whoever coordinates it."""
    waiting = Application.objects.waiting().exclude(member=member)
    return waiting.filter(city=city) if city is not None else waiting.none()


@applications.moves
def ask_the_successor(things, *, to, by):
    """Send the successor the links by which an application is answered; those of the leaver no longer work."""
    for application in things:
        letters.asked(application, [to], late=application.escalated_at is not None)


@belongs("accounts.moves", _("Members who ask to move here"))
def moves(member, city):
    """The city's open questions of members elsewhere."""
    waiting = Move.objects.waiting().exclude(member=member).select_related("to_city", "member")
    return waiting.filter(to_city=city) if city is not None else waiting.none()


@moves.moves
def ask_the_successor_too(things, *, to, by):
    """Tell the successor who waits."""
    for move in things:
        letters.move_asked(move, [to])


@belongs("accounts.invitations", _("Invitation links"))
def invitations(member, city):
    """The live links that the leaver made for the city."""
    made = Invitation.objects.live().filter(made_by=member).select_related("city")
    return made.filter(city=city) if city is not None else made.none()


@invitations.moves
def answer_for_them(things, *, to, by):
    """Whoever comes by such a link is let in by the successor from now on."""
    for invitation in things:
        invitation.made_by = to
        invitation.save(update_fields=["made_by"])
