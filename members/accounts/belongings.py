"""What waits for a city's coordinator, and goes along when the city is handed over."""

from django.utils.translation import gettext_lazy as _

from members.accounts import letters
from members.accounts.models import Application
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
