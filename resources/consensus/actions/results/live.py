"""What a panel in real time says so far, taken in steps: the figures move only when enough people have answered anew.

One answer more would otherwise be read from the difference to the figures of a moment before.
"""

from collections import Counter, defaultdict

from django.db import connection, transaction

from resources.consensus.models import Panel, Rating, Round, RoundItem
from resources.consensus.queries import planning
from resources.consensus.queries.results.hiding import hidden_since


@transaction.atomic
def take_in(entry):
    """Take the answers to a statement of an open round in real time into what its panel sees, where enough came.

    Kept in `RoundItem.result["live"]` until the round closes: {"n", "all": {value: n}, "groups": {group pk:
    {value: n}}, "closed": [groups that are not shown], "steps": [groups of the steps before]}. Returns whether
    anything was taken in.
    """
    with connection.cursor() as cursor:
        # Shared as by answers: the round does not close before this is committed.
        cursor.execute("SELECT 1 FROM consensus_round WHERE id = %s FOR SHARE", [entry.round_id])
    rows = RoundItem.objects.select_for_update(no_key=True, of=("self",)).select_related("round__panel__protocol")
    entry = rows.get(pk=entry.pk)
    round = entry.round
    if round.panel.method != Panel.Method.REALTIME or round.state != Round.State.OPEN:
        return False
    smallest = planning.in_force(round.panel)["smallest_group"]
    kept = entry.result.get("live") or {"n": 0, "groups": {}, "steps": []}
    groups, whole = defaultdict(Counter), Counter()
    for value, group in Rating.objects.filter(entry=entry, value__isnull=False).values_list("value", "seat__group_id"):
        groups[str(group)][str(value)] += 1
        whole[str(value)] += 1
    n = whole.total()
    if n < smallest or n - kept["n"] < smallest:
        return False
    steps = [*kept["steps"], kept["groups"]] if kept["groups"] else []
    closed, is_closed = hidden_since(steps, {key: dict(counts) for key, counts in groups.items()}, smallest)
    if is_closed:
        return False
    entry.result = {
        "live": {
            "n": n,
            "all": dict(sorted(whole.items())),
            "groups": {key: dict(sorted(counts.items())) for key, counts in sorted(groups.items())},
            "closed": sorted(closed),
            "steps": steps,
        }
    }
    entry.save(update_fields=["result"])
    return True
