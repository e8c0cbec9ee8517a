"""What I may do here, and why: everywhere, and with what is mine."""

import inspect

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils.translation import gettext as _

from members.accounts.models import Application, Move
from members.accounts.queries import latest_application, standing
from network.access.rules import all_rules
from network.access.rules import may as may_do
from network.cities.models import City
from network.kit import belongings

MOST_CITIES, MOST_OF_A_KIND = 4, 3
# A rule is about the noun that its second argument is called; this one is about the member.
MEMBER = "whose"


@login_required
def may(request):
    """List every rule: those that ask no thing, then those about my things, thing by thing, then all others."""
    member = request.user
    rules = all_rules()
    by_noun = {}
    for rule in rules:
        if rule.needs_object:
            by_noun.setdefault(noun_of(rule), []).append(rule)
    things, told = [], set()
    for noun, label, address, thing in things_of(member):
        if noun in by_noun:
            answers = [(rule, may_do(member, rule.name, thing)) for rule in by_noun[noun]]
            things.append({"label": label, "address": address, "answers": answers})
            told.add(noun)
    return render(
        request,
        "accounts/may.html",
        {
            "general": [(rule, may_do(member, rule.name)) for rule in rules if not rule.needs_object],
            "things": things,
            "each": [rule for noun, some in by_noun.items() if noun not in told for rule in some],
            "standing": standing(member),
        },
    )


def noun_of(rule):
    """Return what a rule is about: the name of its predicate's second argument, which is a model's name."""
    arguments = list(inspect.signature(rule.predicate).parameters)
    return arguments[1] if len(arguments) > 1 else ""


def things_of(member):
    """Yield (noun, label, address, thing) of what is the member's: profile, cities, questions, and what rooms keep."""
    yield MEMBER, _("My profile"), "/me/profile/", member
    slugs = {standing(member).home, *standing(member).coordinates.values()} - {""}
    cities = list(City.objects.filter(slug__in=slugs).select_related("partnership").order_by("name")[:MOST_CITIES])
    for city in cities:
        yield "city", str(city), city.get_absolute_url(), city
    application = latest_application(member)
    if application is not None:
        yield Application._meta.model_name, _("My application"), "/join/status/", application
    move = member.moves.select_related("to_city").order_by("-pk").first()
    if move is not None:
        yield Move._meta.model_name, _("My wish to move"), "/me/city/", move
    for kind in belongings.all_kinds():
        for city in [*cities, None]:
            for thing in _seen(kind.things(member, city), member)[:MOST_OF_A_KIND]:
                address = thing.get_absolute_url() if hasattr(thing, "get_absolute_url") else ""
                yield thing._meta.model_name, f"{kind.label}: {thing}", address, thing


def _seen(things, member):
    """Narrow what belongs to a city to what the member may see of it; a model that cannot say is passed over."""
    manager = things.model._default_manager
    return (
        things.filter(pk__in=manager.visible_to(member).values("pk"))
        if hasattr(manager, "visible_to")
        else things.none()
    )
