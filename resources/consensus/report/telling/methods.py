"""Items 12 to 18: rounds, software, anonymity, feedback, gaps, analysis, meetings."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from resources.consensus import engine
from resources.consensus.activity.planning import PLANNING_CLOSED_EARLY, PLANNING_PROLONGED, PLANNING_STOPPED
from resources.consensus.models import Panel, Protocol, Round
from resources.consensus.report.blocks import Facts, Table, Words
from resources.consensus.report.telling.small import NONE, choice, day

M = Panel.Method


def rounds(facts):
    """Item 12: how many rounds were planned and held, when, and how many reminders went out."""
    planned = facts.held["rounds"]
    words = ngettext("At most %(count)s round was planned.", "At most %(count)s rounds were planned.", planned)
    made = [Words(words % {"count": planned})]
    rows = []
    for round in facts.rounds:
        if round.state == Round.State.PLANNED:
            continue
        ended = day(round.closed_at) if round.closed_at else _("open")
        reminded = str(round.reminders) if round.closed_at else "–"
        number = _("Round %(n)s") % {"n": round.number}
        rows.append((number, str(round.get_kind_display()), day(round.opened_at), ended, reminded))
    if rows:
        head = (_("Round"), _("What was asked"), _("Opened"), _("Closed"), _("Reminders"))
        made.append(Table(_("Rounds"), head, tuple(rows)))
        labels = {
            PLANNING_PROLONGED: _("open for longer than announced"),
            PLANNING_CLOSED_EARLY: _("closed earlier than announced"),
            PLANNING_STOPPED: _("broken off"),
        }
        told = tuple(
            (_("Round %(n)s") % {"n": number} if number is not None else _("The panel"), label, reason or NONE)
            for _at, kind, number, reason in facts.turns
            for name, label in labels.items()
            if kind == name
        )
        if told:
            made.append(Table(_("Otherwise than announced"), (_("What"), _("How"), _("Why")), told))
    else:
        made.append(Words(_("No round has opened yet.")))
    return made


def software(facts):
    """Item 13: with what it was done, and how to check it."""
    versions = sorted({round.engine for round in facts.closed if round.engine}) or [engine.VERSION]
    return [
        Words(
            _("Answers were given and figures computed in the portal of the %(network)s.")
            % {"network": settings.NETWORK_NAME}
        ),
        Facts(((_("Version of the statistics"), ", ".join(versions)),)),
        Words(
            _(
                "All figures are computed with exact fractions. A closed round can be computed anew from its stored "
                "answers, and the same comes out."
            )
        ),
    ]


def anonymity(facts):
    """Item 14: who knows what about whom."""
    smallest = facts.held["smallest_group"]
    words = ngettext(
        "Figures of fewer than %(count)s person are not shown, nor anything from which they could be computed.",
        "Figures of fewer than %(count)s people are not shown, nor anything from which they could be computed.",
        smallest,
    )
    return [
        Words(
            _(
                "Ratings hang on a seat without a name. Panellists do not learn from each other who rated what; "
                "those who "
                "run the panel see by name only who is done, and answers only as figures of a closed round."
            )
        ),
        Words(words % {"count": smallest}),
        Words(_("Remarks were read before others saw them, and what would tell who wrote them was taken out.")),
        Words(
            _("Who looks after the server could join seats and names with effort; the portal has no page that does.")
        ),
    ]


def feedback(facts):
    """Item 15: what people saw of the others' answers before they rated again."""
    method = facts.panel.method
    if method == M.SENSE or (facts.held["rounds"] == 1 and method != M.REALTIME):
        return [Words(_("There was one round, so nothing was shown before rating."))]
    if method == M.NOMINAL:
        return [Words(_("The ranking of the round before was shown to all."))]
    own = _(
        "Beside each statement: the own last rating, the distribution of the whole panel and of each group that is "
        "large "
        "enough, remarks without names, and what changed in the wording."
    )
    if method == M.REALTIME:
        first = _("Nothing was shown before the first private rating of a statement; that rating is kept.")
        return [Words(first), Words(own)]
    return [Words(own)]


def gaps(facts):
    """Item 16: what was done where somebody said nothing."""
    held, protocol = facts.held, facts.protocol
    return [
        Words(
            _(
                "“I cannot judge this” and statements without an answer are left out of the figures, and counted. "
                "Nothing "
                "was filled in."
            )
        ),
        Facts((
            (_("Who enters the next round"), choice(protocol, "entry", held["entry"])),
            (_("Who withdraws consent"), choice(protocol, "withdrawal", held["withdrawal"])),
        )),
    ]  # fmt: skip


def analysis(facts):
    """Item 17: which figures were computed, of whom."""
    kind = Protocol.Definition(facts.held["definition"])
    if facts.panel.method == M.NOMINAL:
        return [Words(_("Points were added up over all ballots; equal sums share a place."))]
    made = [
        Words(
            _(
                "Of each statement, for the whole panel and for each group: median, quartiles, percent in the lower, "
                "middle and upper third, mean absolute deviation from the median."
            )
        )
    ]
    if kind == Protocol.Definition.RAM:
        made.append(
            Words(_("Disagreement by IPRAS with the declared percentiles; other rules were computed beside it."))
        )
    made.append(
        Words(
            _(
                "Over all statements: Kendall's W of those who rated every one, and Krippendorff's alpha of all "
                "ratings. "
                "Change between rounds is computed on the same people only, and never across a changed wording."
            )
        )
    )
    return made


def meetings(facts):
    """Item 18: what was written down of meetings."""
    if facts.panel.method not in (M.RAM, M.NOMINAL):
        return [Words(_("There was no meeting: all was done in writing."))]
    foreign = facts.foreign(facts.panel.language)
    return [
        Words(round.meeting.strip(), foreign, label=_("Round %(n)s") % {"n": round.number})
        for round in facts.closed
        if round.meeting.strip()
    ]
