"""Items 19 to 21: how many answered, what each statement came to in each round, who sees it differently."""

from django.utils.translation import gettext as _

from resources.consensus.models import Item, Remark, Round
from resources.consensus.queries.results.remarks import remarks_of
from resources.consensus.report.blocks import Facts, Quote, Table, Words
from resources.consensus.report.telling.small import NONE, figure, percent, share


def response(facts):
    """Item 19: how many answered each round, group by group; who dropped out; agreement over all statements."""
    if not facts.closed:
        return [Words(_("No round has closed yet."))]
    made, rows, groups = [], [], []
    for round in facts.closed:
        whole, name = facts.whole[round.pk], _("Round %(n)s") % {"n": round.number}
        complete = NONE if whole.complete is None else str(whole.complete)
        quorum = _("missed") if whole.is_under_quorum else _("reached")
        rows.append((name, str(whole.invited), share(whole.answered, whole.invited), complete, quorum))
        groups += [(name, one.label, share(one.answered, one.invited)) for one in whole.response]
    head = (_("Round"), _("Asked"), _("Answered"), _("Answered everything"), _("Quorum"))
    made.append(Table(_("Response in each round"), head, tuple(rows)))
    if groups:
        made.append(Table(_("Response of groups"), (_("Round"), _("Group"), _("Answered")), tuple(groups)))
    return [*made, *attrition(facts), *agreement(facts)]


def attrition(facts):
    """Yield how many dropped out, and whether they had rated otherwise than those who stayed."""
    gone = sum(facts.whole[round.pk].drop_outs for round in facts.closed[-1:])
    if len(facts.closed) < 2:
        return
    if not gone:
        yield Words(_("Everybody who rated in the first round rated in the last."))
        return
    yield Facts(((_("Rated in the first round, and not in the last"), str(gone)),))
    rows = []
    for one in facts.figures[facts.closed[-1].pk]:
        found = one.attrition
        if found:
            rows.append((str(one.entry.item.number), figure(found["median_stayers"]), figure(found["median_dropouts"])))
    if rows:
        head = (_("Statement"), _("Median of those who stayed"), _("Median of those who left"))
        yield Table(_("First ratings of those who stayed and of those who left"), head, tuple(rows))
    else:
        yield Words(_("How those who left had rated is not told: they are too few."))


def agreement(facts):
    """Yield how far the panel agreed over all statements."""
    rows = []
    for round in facts.closed:
        whole = facts.whole[round.pk]
        kendall, alpha = whole.kendall or {}, whole.krippendorff or {}
        if kendall.get("w") is None and alpha.get("ordinal") is None:
            continue
        rows.append((
            _("Round %(n)s") % {"n": round.number}, figure(kendall.get("w"), 3), figure(kendall.get("p"), 4),
            str(kendall.get("raters", NONE)), figure(alpha.get("ordinal"), 3),
        ))  # fmt: skip
    if rows:
        head = (_("Round"), _("Kendall's W"), "p", _("Raters"), _("Krippendorff's alpha"))
        yield Table(_("Agreement over all statements"), head, tuple(rows))


def statements(facts):
    """Item 20: every statement with its outcome, then the figures of each round."""
    made, rows = [], []
    for item in facts.items:
        wordings = list(item.wordings.all())
        if not wordings:
            continue
        words = facts.worded(wordings[-1])
        where = str(item.settled_in.number) if item.settled_in else NONE
        outcome = str(item.get_state_display()) if facts.closed or item.state == Item.State.WITHDRAWN else NONE
        rows.append((str(item.number), words, outcome, where))
    if rows:
        head = (_("No."), _("Statement"), _("Outcome"), _("In round"))
        made.append(Table(_("The statements"), head, tuple(rows)))
    if not facts.closed:
        return [*made, Words(_("No round has closed yet."))]
    for round in facts.closed:
        made += list(ranked(facts, round) if round.kind == Round.Kind.RANKING else rated(facts, round))
    return made


def rated(facts, round):
    """Yield the tables of one round of rating: the whole panel, then its groups."""
    figures = facts.figures[round.pk]
    if not figures or round.kind == Round.Kind.IDEAS:
        return
    name = _("Round %(n)s") % {"n": round.number}
    is_ram = facts.held["high"] == 9 and facts.held["low"] == 1
    rows = [row(one, is_ram) for one in figures]
    spread = _("DI") if is_ram else _("IQR")
    head = (_("No."), _("Rated"), _("Median"), _("Upper third"), _("Lower third"), spread, _("MAD"),
            _("Changed third"), _("Outcome"))  # fmt: skip
    notes = [_("DI: disagreement index, above 1 means disagreement.")] if is_ram else [_("IQR: interquartile range.")]
    notes.append(_("MAD: mean absolute deviation from the median."))
    if any(one.whole is None for one in figures):
        notes.append(_("A dash stands where figures would tell who said what."))
    yield Table(_("%(round)s: the whole panel") % {"round": name}, head, tuple(rows), " ".join(notes))
    labels = list(dict.fromkeys(group.label for one in figures for group in one.groups))
    if labels:
        rows = []
        for one in figures:
            known = {group.label: group for group in one.groups}
            rows.append((str(one.entry.item.number), *(cell(known.get(label)) for label in labels)))
        hidden = sorted({name for one in figures for name in one.hidden})
        note = _("Median, and how many of those who rated are in the upper third.")
        if hidden:
            note += " " + _("Not shown by themselves, since too few rated: %(groups)s.") % {"groups": ", ".join(hidden)}
        yield Table(_("%(round)s: groups") % {"round": name}, (_("No."), *labels), tuple(rows), note)
    elif hidden := sorted({name for one in figures for name in one.hidden}):
        words = _("Not shown by themselves, since too few rated: %(groups)s.") % {"groups": ", ".join(hidden)}
        yield Words(words)


def row(one, is_ram):
    """Return the row of one statement: texts only."""
    number, outcome = str(one.entry.item.number), str(one.entry.get_verdict_display()) or NONE
    whole = one.whole
    if whole is None:
        return (number, *[NONE] * 7, outcome)
    stats = whole.stats
    low, _middle, high = stats["thirds"]
    if whole.is_sure:
        upper, lower = percent(stats["percents"][2]), percent(stats["percents"][0])
    else:
        upper, lower = share_of(high, whole.n), share_of(low, whole.n)
    spread = figure(stats.get("di") if is_ram else stats.get("iqr"))
    moved = whole.change
    changed = percent(moved["percent_changed_third"]) if "percent_changed_third" in moved else NONE
    return (number, share_of(whole.n, whole.invited), figure(stats["median"]), upper, lower, spread,
            figure(stats["mad"]), changed, outcome)  # fmt: skip


def share_of(part, whole):
    """Return '9 of 12'."""
    return _("%(part)s of %(whole)s") % {"part": part, "whole": whole}


def cell(group):
    """Return what one group rated, short."""
    if group is None or group.stats.get("median") is None:
        return NONE
    return f"{figure(group.stats['median'])}; {share_of(group.stats['thirds'][2], group.n)}"


def ranked(facts, round):
    """Yield the table of a ranking."""
    whole = facts.whole[round.pk]
    rows = tuple(
        (
            str(one["rank"]),
            str(one["number"]),
            figure(one["points"]),
            NONE if one["votes"] is None else str(one["votes"]),
        )
        for one in whole.ranking
    )
    if rows:
        head = (_("Place"), _("No."), _("Points"), _("Votes"))
        yield Table(_("Round %(n)s: ranking") % {"n": round.number}, head, rows)


def dissent(facts):
    """Item 21: minority views in the words of those who hold them, as far as these words are shown to others."""
    if not facts.closed:
        return [Words(_("No round has closed yet."))]
    made = []
    for round in facts.closed:
        numbers = {one.entry.pk: one.entry.item.number for one in facts.figures[round.pk]}
        said = remarks_of(round, facts.language)
        for pk, number in sorted(numbers.items(), key=lambda one: one[1]):
            about = _("On statement %(n)s") % {"n": number}
            made += [
                Quote(one.text, facts.foreign(one.language), about, one.original, one.original_language)
                for one in said.get(pk, ())
                if one.kind == Remark.Kind.DISSENT
            ]
    open_ones = [str(item.number) for item in facts.items if item.state == Item.State.UNSETTLED]
    if open_ones:
        made.insert(0, Facts(((_("Statements without consensus"), ", ".join(open_ones)),)))
    return made or [Words(_("Nobody put a dissenting view into words."))]
