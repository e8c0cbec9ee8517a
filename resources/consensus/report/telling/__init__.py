"""The items of the report, each told from the facts; words in the language that is active."""

from django.utils import translation
from django.utils.translation import gettext as _

from resources.consensus.report.blocks import Missing, Part, Report, Told, Words
from resources.consensus.report.facts import gather
from resources.consensus.report.items import LABELS, PARTS, asked_of
from resources.consensus.report.telling import introduction, methods, people, rest, results, rules

TELLERS = {
    1: introduction.name,
    2: introduction.why,
    3: introduction.aim,
    4: introduction.protocol,
    5: people.steering,
    6: people.panel,
    7: people.evidence,
    8: people.statements,
    9: rules.scale,
    10: rules.agreement,
    11: rules.dropping,
    12: methods.rounds,
    13: methods.software,
    14: methods.anonymity,
    15: methods.feedback,
    16: methods.gaps,
    17: methods.analysis,
    18: methods.meetings,
    19: results.response,
    20: results.statements,
    21: results.dissent,
    22: None,
    23: None,
    24: rest.interests,
    25: rest.onward,
}
"""{number of the item: function of Facts that returns blocks}; None: what somebody writes is all there is."""


def tell(panel, language):
    """Return the Report of `panel` in `language` (a code of settings.LANGUAGES)."""
    with translation.override(language):
        facts = gather(panel, language)
        asked = asked_of(panel)
        parts = []
        for code, label, numbers in PARTS:
            told = tuple(Told(number, str(LABELS[number]), item(number, facts, asked)) for number in numbers)
            parts.append(Part(code, str(label), told))
        return Report(
            title=facts.title(),
            language=language,
            lede=_("How a panel was asked, and what it agreed on; structured after the ACCORD guideline."),
            state=str(panel.get_state_display()),
            parts=tuple(parts),
        )


def item(number, facts, asked):
    """Return the blocks of one item: what the data tell, then what somebody wrote."""
    teller = TELLERS[number]
    blocks = [one for one in (teller(facts) if teller else ()) if one is not None]
    for free in asked:
        if free.item != number:
            continue
        words = facts.story(free.code)
        if words:
            foreign = facts.foreign(facts.panel.language)
            lines = [line.strip() for line in words.splitlines() if line.strip()]
            blocks += [Words(line, foreign, label="" if place else str(free.label)) for place, line in enumerate(lines)]
        else:
            blocks.append(Missing(str(free.label), free.code))
    return tuple(blocks)
