"""A report as JSON: the same words item by item, and beside them the figures as numbers."""

from dataclasses import asdict

from django.conf import settings
from django.utils import translation

from resources.consensus.report.facts import answers, gather
from resources.consensus.report.items import ADDRESS, CITATION


def data_of(report, panel):
    """Return the report of `panel` as a dict for JSON; figures as far as they may be shown, None elsewhere."""
    with translation.override(report.language):
        facts = gather(panel, report.language)
        protocol = facts.protocol
        return {
            "format": "consensus-report-1",
            "structured_after": {"citation": CITATION, "address": ADDRESS},
            "address": settings.SITE_URL.rstrip("/") + panel.get_absolute_url() + "report/",
            "language": report.language,
            "panel": {
                "number": panel.pk, "title": panel.title, "titles": panel.titles, "language": panel.language,
                "method": panel.method, "state": panel.state,
            },
            "protocol": {
                "sha256": protocol.sha256 or None,
                "locked_at": protocol.locked_at.isoformat() if protocol.locked_at else None,
                "rules": {name: value for name, value in facts.held.items() if name != "texts"},
                "amendments": [
                    {"at": one.at.isoformat(), "changes": one.changes, "reason": one.reason, "sha256": one.sha256}
                    for one in facts.amendments
                ],
            },
            "panellists": answers(facts),
            "rounds": [round_of(one, facts) for one in facts.closed],
            "items": [
                {
                    "number": item.number, "label": item.label,
                    "told": [asdict(block) for block in item.blocks if block.kind != "missing"],
                    "not_reported": [block.label for block in item.missing],
                }
                for item in report.items
            ],
        }  # fmt: skip


def round_of(round, facts):
    """Return one closed round with the figures of its statements, as they may be shown."""
    whole = facts.whole[round.pk]
    return {
        "number": round.number, "kind": round.kind, "opened_at": round.opened_at.isoformat(),
        "closed_at": round.closed_at.isoformat(), "engine": round.engine, "reminders": round.reminders,
        "invited": whole.invited, "answered": whole.answered, "under_quorum": whole.is_under_quorum,
        "statements": [
            {
                "number": one.entry.item.number, "text": one.entry.wording.text,
                "language": one.entry.wording.language, "verdict": one.verdict or None,
                "whole": figures(one.whole), "groups": [figures(group) for group in one.groups],
                "hidden": list(one.hidden), "why_hidden": one.reason,
            }
            for one in facts.figures[round.pk]
        ],
    }  # fmt: skip


def figures(found):
    """Return Figures as a dict, None for none."""
    return None if found is None else asdict(found)
