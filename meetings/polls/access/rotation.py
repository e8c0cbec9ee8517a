"""Who plans a season in turns, who sees the ledger, who says what the hours of a city weigh."""

from django.utils.translation import gettext_lazy as _

from meetings.calendar.access.meetings import run
from meetings.calendar.access.people import coordinates, leads_network, standing
from network.access.rules import no, rule, yes


@rule("polls.rotate", _("Plan a season of a series in fair turns"))
def rotate(member, series):
    """Whoever runs the series."""
    return run(member, series)


@rule("polls.ledger", _("See who bore the nights of a series"))
def ledger(member, series):
    """Members who see the series: it tells of cities, never of people."""
    return standing(member)


@rule("polls.weigh", _("Say what the hours of the day weigh in a city"))
def weigh(member, city):
    """Its coordinators, and those of the network."""
    basic = standing(member)
    if not basic:
        return basic
    if coordinates(member, city.pk) or leads_network(member):
        return yes()
    return no(_("Only the coordinators of this city may do this."))


@rule("polls.suggest", _("Ask for times that suit some people"), needs_object=False)
def suggest(member):
    """Every member: it tells of cities and hours, never whose hours they are."""
    return standing(member)
