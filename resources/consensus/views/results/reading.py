"""The results of a closed round: a page, JSON, CSV."""

import csv
import io
import json

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from network.access.rules import demand, may
from network.kit.audience import PUBLIC
from resources.consensus.models import Item
from resources.consensus.queries.results import page, table
from resources.consensus.queries.results.remarks import waiting
from resources.consensus.queries.results.shown import names_of
from resources.consensus.queries.results.whole import composition, shown_round
from resources.consensus.views.results.finding import read_round_of

FORMULA = ("=", "+", "-", "@", "\t", "\r")
VERDICTS = (Item.State.AGREED, Item.State.REJECTED, Item.State.OPEN, Item.State.UNSETTLED)


@never_cache
@require_safe
def results(request, pk):
    """`/consensus/<round>/results/`: what a closed round came to, narrowed by verdict, sorted."""
    round = read_round_of(request, pk)
    demand(request.user, "consensus.results", round)
    verdict = request.GET.get("verdict", "")
    sort = request.GET.get("sort", "number")
    verdict = verdict if verdict in Item.State.values else ""
    sort = sort if sort in page.SORTS else "number"
    names = names_of(round.panel)
    told = shown_round(round, names=names)
    rows = page.rows_of(round, sort=sort, names=names)
    counts = {one: sum(row.verdict == one for row in rows) for one in VERDICTS}
    moderates = bool(may(request.user, "consensus.moderate", round))
    context = {
        "round": round,
        "panel": round.panel,
        "title": page.title_of(round.panel),
        "told": told,
        "rows": [row for row in rows if not verdict or row.verdict == verdict],
        "total": len(rows),
        "choices": [{"word": one.value, "label": one.label, "count": n} for one, n in counts.items() if n],
        "verdict": verdict,
        "sorts": page.SORTS,
        "sort": sort,
        "composition": composition(round.panel, told.smallest, names=names),
        "ideas": page.ideas_of(round),
        "ranking": page.ranking_of(round, told),
        "fields": table.FIELDS,
        "is_public": PUBLIC in round.panel.audience,
        "may_publish": bool(may(request.user, "consensus.publish", round.panel)),
        "moderates": moderates,
        "waiting": waiting(round).count() if moderates else 0,
    }
    return render(request, "consensus/results/results.html", context)


@never_cache
@require_safe
def as_json(request, pk):
    """The same figures as JSON, with the meaning of each field."""
    round = read_round_of(request, pk)
    demand(request.user, "consensus.results", round)
    return JsonResponse(table.document(round), json_dumps_params={"ensure_ascii": False, "indent": 1})


@never_cache
@require_safe
def as_csv(request, pk):
    """The same figures as CSV: a row for each statement and each group that is shown; opens in Excel as it is."""
    round = read_round_of(request, pk)
    demand(request.user, "consensus.results", round)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.FIELDS)
    for row in table.rows(round):
        writer.writerow([_cell(row.get(name)) for name in table.FIELDS])
    answer = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="round-{round.pk}.csv"'
    return answer


def _cell(value):
    """Return a cell that no spreadsheet takes for a formula: numbers stay numbers, texts get an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return value
    if isinstance(value, dict):
        return json.dumps(value, separators=(",", ":"))
    text = "".join(letter for letter in str(value) if letter.isprintable() or letter in "\n\t")
    return f"'{text}" if text.startswith(FORMULA) else text
