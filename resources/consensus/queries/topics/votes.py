"""The vote that a statement stands on, frozen as a published version keeps it: what may be shown, and no more."""

from resources.consensus.models import Remark


def vote_of(entry):
    """Return the vote of a closed round on one statement as JSON, or None where there are no figures to show.

    {"panel": pk, "title", "method", "round": number, "closed_on": ISO day, "verdict", "rule": {…}, "low", "high",
    "invited", "figures": what `shown` lets through}.
    """
    from resources.consensus.queries import planning
    from resources.consensus.queries.results.shown import shown

    round = entry.round
    if round.closed_at is None:
        return None
    held = planning.in_force(round.panel)
    return {
        "panel": round.panel_id,
        "title": round.panel.title,
        "method": round.panel.method,
        "round": round.number,
        "round_id": round.pk,
        "closed_on": round.closed_at.date().isoformat(),
        "verdict": entry.verdict,
        "rule": {name: held[name] for name in ("definition", "threshold", "out_rule", "scope")},
        "low": held["low"],
        "high": held["high"],
        "invited": round.invited,
        "figures": frozen(shown(entry)),
    }


FIGURES = ("key", "n", "invited", "cannot_judge", "missing", "stats")


def frozen(told):
    """Return a Shown as plain JSON: {"all": figures or None, "groups": [figures], "hidden": [kind and name]}.

    Groups are kept by kind and name, so that a page names them in its reader's language.
    """
    known = {str(one.pk): one for one in told.entry.round.panel.groups.all()}
    rows = [_figures(one, known) for one in told.groups]
    return {
        "all": _figures(told.whole, known) if told.whole else None,
        "groups": rows,
        "hidden": list(told.hidden),
        "sensitive": told.is_sensitive,
        "under_quorum": told.is_under_quorum,
    }


def _figures(one, known):
    group = known.get(one.key)
    return {name: getattr(one, name) for name in FIGURES} | {
        "kind": group.kind if group else "",
        "name": group.name if group else "",
    }


def dissent_of(entry, language):
    """Return the dissent that may be shown as blocks of a page: {"words", "language", "whose"}, in steady order.

    Of a remark with a translation into `language` that is taken; whose it is is never said.
    """
    from resources.consensus.queries.results.remarks import remarks_shown

    voices = [one for one in remarks_shown(entry, language) if one.kind == Remark.Kind.DISSENT]
    return [{"words": one.text, "language": one.language, "whose": ""} for one in voices]
