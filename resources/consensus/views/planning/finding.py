"""Which panel an address means, for whom; what is not for the reader does not exist."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from network.access.rules import demand
from resources.consensus.models import Item, Panel
from resources.consensus.queries.rating.wording import title_of

STEPS = (
    ("consensus:plan", _("What it is about")),
    ("consensus:plan_statements", _("Statements")),
    ("consensus:plan_rules", _("Rules")),
    ("consensus:plan_texts", _("Texts")),
    ("consensus:plan_people", _("Panel")),
    ("consensus:plan_ready", _("Open it")),
)


def panel_of(request, pk):
    """Return panel `pk` as the reader may see it, or a 404."""
    seen = (
        Panel.objects.visible_to(request.user)
        .select_related("protocol", "topic")
        .prefetch_related("protocol__amendments")
    )
    return get_object_or_404(seen, pk=pk)


def run_by(request, pk, rule="consensus.run"):
    """Return panel `pk` where the reader runs it; 404 where it is not theirs to see, Denied where it is not theirs."""
    panel = panel_of(request, pk)
    demand(request.user, rule, panel)
    return panel


def item_of(panel, number):
    """Return the statement `number` of `panel`, with its panel; 404 where there is none."""
    item = get_object_or_404(Item, panel=panel, number=number)
    item.panel = panel
    return item


def steps_done(panel):
    """Return the names of the steps of a plan that lack nothing."""
    from resources.consensus.queries.planning import in_force
    from resources.consensus.queries.planning.ready import blockers

    lacks = {address for _words, address in blockers(panel, in_force(panel), 1, panel.items.all()[:1])}
    return {name for name, _label in STEPS[:-1] if reverse(name, args=[panel.pk]) not in lacks}


def framed(panel, step):
    """Return what every page of a plan shows: the panel, its title, the steps; `step` is the name of this address."""
    title, language = title_of(panel)
    done = steps_done(panel) if panel.state == Panel.State.PLANNED else ()
    steps = [
        {
            "label": label,
            "address": reverse(name, args=[panel.pk]),
            "state": "now" if name == step else "done" if name in done else "",
        }
        for name, label in STEPS
    ]
    return {"panel": panel, "panel_title": title, "panel_language": language, "steps": steps}
