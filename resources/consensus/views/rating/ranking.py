"""A nominal group: ideas in silence, then a private ranking."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from network.access.rules import Denied
from resources.consensus.actions.rating import people
from resources.consensus.actions.rating.rate import MOST_RANKED
from resources.consensus.actions.rating.refusals import NotOnScale
from resources.consensus.models import Ballot, Remark, Round
from resources.consensus.queries.planning import in_force
from resources.consensus.queries.rating.sheet import sheet_of
from resources.consensus.queries.rating.wording import in_words, title_of
from resources.consensus.views.rating.finding import at_the_table


def _render(request, table, template, *, status=200, **more):
    title, language = title_of(table.panel)
    held = in_force(table.panel)
    context = {
        "table": table, "panel": table.panel, "round": table.round, "title": title, "title_language": language,
        "by_mail": bool(table.token), "question": in_words(table.panel, held, "question"),
    } | more  # fmt: skip
    return render(request, template, context, status=status)


@at_the_table
@require_http_methods(["GET", "HEAD", "POST"])
def ideas(request, table):
    """Write ideas down, each by itself; nobody sees whose they are."""
    if table.round.kind != Round.Kind.IDEAS or (table.round.state != Round.State.OPEN and request.method != "POST"):
        return redirect(table.base)
    seat = people.seat_of(table.panellist)
    own = Remark.objects.filter(round=table.round, seat=seat, kind=Remark.Kind.IDEA).order_by("pk")
    refused, typed = "", ""
    if request.method == "POST":
        pk, typed = request.POST.get("idea", ""), request.POST.get("text", "")
        row = get_object_or_404(own, pk=pk) if pk.isdecimal() and len(pk) < 16 else None
        try:
            people.think(table.round, table.panellist, typed, get_language() or "en", by=table.member, row=row)
            return redirect(f"{table.base}ideas/")
        except Denied as denied:
            refused = denied.reason
    more = {"ideas": own, "refused": refused, "typed": typed}
    return _render(request, table, "consensus/rating/ideas.html", status=409 if refused else 200, **more)


@at_the_table
@require_http_methods(["GET", "HEAD", "POST"])
def ranking(request, table):
    """Put the five that matter most into an order, in private."""
    if table.round.kind != Round.Kind.RANKING or (table.round.state != Round.State.OPEN and request.method != "POST"):
        return redirect(table.base)
    seat = people.seat_of(table.panellist)
    sheet = sheet_of(table.round, seat, table.member)
    known = {row.entry.pk: row for row in sheet.rows}
    ballot = Ballot.objects.filter(round=table.round, seat=seat).first()
    order, refused = [pk for pk in (ballot.order if ballot else []) if pk in known], ""
    if request.method == "POST":
        order = _moved(order, request.POST.get("act", ""), known)
        try:
            people.rank(table.round, table.panellist, order, by=table.member)
            return redirect(f"{table.base}ranking/#ranked")
        except NotOnScale:
            refused = _("Rank at most %(n)s. Take one out first.") % {"n": MOST_RANKED}
            order = order[:MOST_RANKED]
        except Denied as denied:
            refused = denied.reason
    before = Ballot.objects.filter(seat=seat, round__panel=table.panel, round__number__lt=table.round.number)
    more = {
        "ranked": [known[pk] for pk in order],
        "others": [row for row in sheet.rows if row.entry.pk not in order],
        "points": list(range(MOST_RANKED, 0, -1)),
        "most": MOST_RANKED,
        "is_full": len(order) >= MOST_RANKED,
        "refused": refused,
        "before": before.order_by("-round__number").first(),
    }
    return _render(request, table, "consensus/rating/ranking.html", status=409 if refused else 200, **more)


def _moved(order, act, known):
    """Return the order after an act: 'add 12', 'up 12', 'down 12', 'out 12'; what it does not know changes nothing."""
    verb, _space, word = act.partition(" ")
    pk = int(word) if word.isdecimal() and len(word) < 16 else 0
    order = list(order)
    if pk not in known:
        return order
    if verb == "add" and pk not in order:
        return [*order, pk]
    if pk not in order:
        return order
    here = order.index(pk)
    if verb == "out":
        order.pop(here)
    there = {"up": here - 1, "down": here + 1}.get(verb)
    if there is not None and 0 <= there < len(order):
        order[here], order[there] = order[there], order[here]
    return order
