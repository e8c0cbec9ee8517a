"""Results as machines read them: aggregates that may be shown, never a row of one person."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from resources.consensus.queries.results.shown import names_of, shown_all
from resources.consensus.queries.results.whole import shown_round

FIELDS = {
    "statement": _("Number of the statement on this panel"),
    "text": _("The statement as it was rated"),
    "language": _("Language of the statement (BCP 47)"),
    "verdict": _("agreed, rejected, open (goes on) or unsettled (no consensus after the last round)"),
    "group": _("all: the whole panel; rest: groups that are too small to be shown, together; else the name of a group"),
    "n": _("How many rated it"),
    "invited": _("How many were asked"),
    "cannot_judge": _("How many said that they cannot judge it; empty where that are few"),
    "missing": _("How many said nothing; empty where that are few"),
    "median": _("Median; empty where it is not defined"),
    "q1": _("First quartile, by the rule for percentiles that the protocol names"),
    "q3": _("Third quartile"),
    "mad": _("Mean absolute deviation from the median, in points of the scale"),
    "lower": _("How many ratings lie in the lower third of the scale"),
    "middle": _("How many lie in the middle"),
    "upper": _("How many lie in the upper third"),
    "ipr": _("30th to 70th percentile: the distance between them"),
    "ipras": _("The same, adjusted for symmetry (RAND/UCLA; scale 1 to 9 only)"),
    "di": _("Disagreement index: ipr / ipras. Above 1 there is disagreement"),
    "disagreement": _("true or false, by the percentile rule of the protocol"),
    "rule_sensitive": _("true where other rules for percentiles find otherwise"),
    "classification": _("appropriate, uncertain, inappropriate, or panel too small (RAND/UCLA)"),
    "compared": _("How many rated it in the round before too, in the same words; empty where it must not be told"),
    "changed": _("How many of them gave another rating"),
    "changed_third": _("How many of them moved to another third of the scale"),
    "counts": _("How many gave each rating, lowest first"),
}
"""{column: what it means}, of CSV and, by the same names, of JSON."""

STATS = ("median", "q1", "q3", "mad", "ipr", "ipras", "di", "disagreement", "rule_sensitive", "classification")


def rows(round):
    """Yield one dict of FIELDS for each statement and each of whole panel and shown groups."""
    for told in shown_all(round):
        entry = told.entry
        head = {
            "statement": entry.item.number,
            "text": entry.wording.text,
            "language": tag(entry.wording.language),
            "verdict": told.verdict,
        }
        if told.whole is None:
            yield head | {"group": "all"}
            continue
        for figures in (told.whole, *told.groups):
            yield head | _figures(figures)


def tag(code):
    """Return a language code as BCP 47 writes it: zh-Hans."""
    first, _dash, rest = code.partition("-")
    return f"{first}-{rest.title()}" if rest else first


def _figures(figures):
    lower, middle, upper = figures.stats["thirds"]
    change = figures.change
    return {
        "group": figures.key if figures.key in ("all", "rest") else figures.label,
        "n": figures.n,
        "invited": figures.invited,
        "cannot_judge": figures.cannot_judge,
        "missing": figures.missing,
        "lower": lower,
        "middle": middle,
        "upper": upper,
        **{name: figures.stats[name] for name in STATS if name in figures.stats},
        "compared": change.get("n"),
        "changed": change.get("changed"),
        "changed_third": change.get("changed_third"),
        "counts": figures.stats["counts"],
    }


def document(round):
    """Return the results of a closed round as one JSON-safe dict; what is not shown has a reason instead of figures."""
    panel = round.panel
    names = names_of(panel)
    told = shown_round(round, names=names)
    statements = []
    for one in shown_all(round, names=names):
        figures = [one.whole, *one.groups] if one.whole else []
        statements.append({
            "statement": one.entry.item.number,
            "text": one.entry.wording.text,
            "language": tag(one.entry.wording.language),
            "verdict": one.verdict,
            "under_quorum": one.is_under_quorum,
            "reason": one.reason,
            "not_shown": list(one.hidden),
            "figures": [_figures(row) | {"change": row.change} for row in figures],
            "attrition": one.attrition,
        })  # fmt: skip
    return {
        "panel": {
            "title": panel.title,
            "method": panel.method,
            "address": settings.SITE_URL + panel.get_absolute_url(),
            "protocol_sha256": panel.protocol.sha256,
        },
        "round": {
            "number": round.number,
            "opened_at": round.opened_at.isoformat() if round.opened_at else None,
            "closed_at": round.closed_at.isoformat(),
            "engine": round.engine,
            "rules": told.rules,
            "smallest_group": told.smallest,
            "invited": told.invited,
            "answered": told.answered,
            "complete": told.complete,
            "under_quorum": told.is_under_quorum,
            "drop_outs": told.drop_outs,
            "recused": told.recused,
            "response": [
                {"group": one.label, "answered": one.answered, "invited": one.invited} for one in told.response
            ],
            "kendall": told.kendall,
            "krippendorff": told.krippendorff,
            "apmo": told.apmo,
            "ranking": list(told.ranking),
        },
        "fields": {name: str(words) for name, words in FIELDS.items()},
        "statements": statements,
    }
