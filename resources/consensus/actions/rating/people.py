"""What somebody answers in a round, by name: asks the rules, finds the seat, and lets the seat answer."""

from django.db import transaction
from django.utils.translation import gettext as _

from network.access.rules import Denied, demand
from resources.consensus.actions.rating import rate as answers
from resources.consensus.actions.rating.refusals import TooLate
from resources.consensus.actions.results.live import take_in
from resources.consensus.keys import seat_key
from resources.consensus.models import Interest, Panel, Panellist, Rating, Remark, Round, Seat


def seat_of(panellist):
    """Return the Seat of a panellist who said yes."""
    return Seat.objects.get(key=seat_key(panellist))


def _may(round, by):
    if round.state == Round.State.CLOSED:
        raise TooLate(round)
    demand(by, "consensus.rate", round)


@transaction.atomic
def declare(round, panellist, *, by, has_any, words="", sponsor=False, recused=()):
    """Keep which interests somebody declares before a round; returns the Interest. Statements left aside lose answers.

    recused: Items of the round.
    """
    _may(round, by)
    # What is held here is asked of closing too: nothing is declared into a closed round.
    held = Round.objects.select_for_update(of=("self",), no_key=True).get(pk=round.pk)
    if held.state != Round.State.OPEN:
        raise TooLate(held)
    asked = set(round.entries.values_list("item", flat=True))
    aside = [item for item in recused if item.pk in asked]
    row, _made = Interest.objects.update_or_create(
        panellist=panellist,
        round=round,
        defaults={"has_any": has_any, "words": words.strip()[:2000] if has_any else "", "sponsor": sponsor},
    )
    row.recused.set(aside)
    key = seat_key(panellist)
    Rating.objects.filter(seat=key, entry__round=round, entry__item__in=aside).delete()
    Remark.objects.filter(seat=key, round=round, entry__item__in=aside).delete()
    return row


@transaction.atomic
def manage(interest, *, by, words):
    """Write down what follows from declared interests, as whoever runs the panel."""
    row = Interest.objects.select_for_update(of=("self",)).get(pk=interest.pk)
    demand(by, "consensus.run", row.round.panel)
    row.managed = words.strip()[:1000]
    row.save(update_fields=["managed"])
    return row


def rate(entry, panellist, *, by, **said):
    """Rate one statement; returns the Rating. See `rate.rate` for what it takes and raises."""
    _may(entry.round, by)
    _ready(entry, panellist)
    row = answers.rate(entry, seat_of(panellist), **said)
    if entry.round.panel.method == Panel.Method.REALTIME:
        take_in(entry)
    return row


def say(entry, panellist, kind, text, language, *, by):
    """Keep a comment or a proposed wording; returns the Remark or None."""
    _may(entry.round, by)
    _ready(entry, panellist)
    return answers.remark(entry, seat_of(panellist), kind, text, language)


def dissent(entry, panellist, text, language, *, by):
    """Say why one does not agree with what the panel came to, when the round has closed."""
    demand(by, "consensus.dissent", entry.round)
    return answers.remark(entry, seat_of(panellist), Remark.Kind.DISSENT, text, language)


def think(round, panellist, text, language, *, by, row=None):
    """Keep an idea in a nominal group."""
    _may(round, by)
    return answers.idea(round, seat_of(panellist), text, language, row=row)


def rank(round, panellist, order, *, by):
    """Keep a ranking."""
    _may(round, by)
    return answers.rank(round, seat_of(panellist), order)


def _ready(entry, panellist):
    """Interests come before ratings, and whoever left a statement aside does not rate it."""
    if panellist.state != Panellist.State.ACCEPTED:
        raise Denied(_("You are not on this panel any more."), "consensus.rate")
    row = Interest.objects.filter(panellist=panellist, round=entry.round_id).first()
    if row is None:
        raise Denied(_("Say first whether you have interests to declare."), "consensus.rate")
    if row.recused.filter(pk=entry.item_id).exists():
        raise Denied(_("You left this statement aside because of your interests."), "consensus.rate")
