"""Items 9 to 11: the scale, what counts as agreement, when a statement stays, goes or changes."""

from django.utils.translation import gettext as _

from network.kit.words import language_name
from resources.consensus.models import Item, Panel, Protocol
from resources.consensus.presets import thirds
from resources.consensus.report.blocks import Facts, Missing, Points, Table, Words
from resources.consensus.report.telling.small import choice, percent, share


def scale(facts):
    """Item 9: what was asked, on which scale, in which languages."""
    held = facts.held
    question, language = facts.said("question")
    made = []
    if question.strip():
        made.append(Words(question, language, label=_("What was asked of each statement")))
    if facts.panel.method == Panel.Method.NOMINAL:
        made.append(Words(_("Each panellist ranked at most five statements; the first of five got five points.")))
    else:
        words = _("From %(low)s to %(high)s in whole numbers, or “I cannot judge this”.")
        made.append(Words(words % {"low": held["low"], "high": held["high"]}))
        anchors = facts.anchors()
        if anchors:
            made.append(Points(tuple((f"{value}: {text}", foreign) for value, text, foreign in anchors)))
        else:
            made.append(Missing(_("What the ratings mean")))
    own = language_name(facts.panel.language)
    rows = [(_("Language of the panel"), own)]
    total = len(facts.items)
    rows += [
        (language_name(code), _("%(share)s statements, each checked by somebody who reads both") % {
            "share": share(n, total)})
        for code, n in facts.languages().items()
    ]  # fmt: skip
    made.append(Facts(tuple(rows)))
    if held["is_shuffled"]:
        made.append(Words(_("Each panellist saw the statements in an order of their own.")))
    return made


def agreement(facts):
    """Item 10: the definition in force, when it was set, by which rule percentiles are computed."""
    held, protocol = facts.held, facts.protocol
    _lower, upper = thirds(held["low"], held["high"])
    n, percents = held["threshold"], percent(held["threshold"])
    kind = Protocol.Definition(held["definition"])
    if kind == Protocol.Definition.PERCENT:
        words = _("A statement is agreed when at least %(percent)s of those who rated it gave %(low)s to %(high)s.")
        words %= {"percent": percents, "low": upper, "high": held["high"]}
    elif kind == Protocol.Definition.RAM:
        words = _(
            "A statement is appropriate when the median lies from 7 to 9 and the panel does not disagree; disagreement "
            "is an interpercentile range (30 to 70) that is larger than the one adjusted for symmetry (IPRAS)."
        )
    else:
        words = _(
            "A statement is agreed when at least 70 percent of those who rated it are in the upper third and fewer "
            "than "
            "15 percent in the lower; rejected the other way round."
        )
    rows = [
        (_("Definition"), choice(protocol, "definition", held["definition"])),
        (_("Asked of"), choice(protocol, "scope", held["scope"])),
        (_("Rejected when"), choice(protocol, "out_rule", held["out_rule"])),
        (_("Percentiles"), choice(protocol, "percentile", held["percentile"])),
        (_("Quorum"), _("at least %(n)s people and %(percent)s of the panel") % {
            "n": held["quorum"], "percent": percent(held["quorum_percent"])}),
    ]  # fmt: skip
    made = [Words(words), Facts(tuple(rows))]
    if held["threshold_reason"].strip():
        made.append(Words(held["threshold_reason"], facts.foreign(facts.panel.language), label=_("Why this percent")))
    elif kind == Protocol.Definition.PERCENT and n not in (70, 75, 80):
        made.append(Missing(_("Why this percent")))
    if protocol.locked_at:
        made.append(Words(_("This was set before the first round opened, and locked.")))
    return made


def dropping(facts):
    """Item 11: what happened to settled statements, and which were reworded, split or taken out, and why."""
    held = facts.held
    made = [
        Words(
            _("Settled statements dropped out of the next round.")
            if held["drops_settled"]
            else _("Settled statements were asked again in the next round.")
        ),
        Words(
            _("A rating counts as stable when fewer than %(percent)s of those who rated twice changed the third.")
            % {"percent": percent(held["stable_percent"])}
        ),
    ]
    rows = []
    for item in facts.items:
        number = str(item.number)
        for wording in list(item.wordings.all())[1:]:
            kind = _("a slip was mended") if wording.is_editorial else _("reworded")
            rows.append((number, kind, wording.reason or _("not reported")))
        if item.split_from_id:
            rows.append(
                (number, _("split from %(n)s") % {"n": item.split_from.number}, item.source or _("not reported"))
            )
        if item.state == Item.State.WITHDRAWN:
            rows.append((number, _("taken out"), item.reason or _("not reported")))
    if rows:
        made.append(Table(_("Statements that changed"), (_("Statement"), _("What"), _("Why")), tuple(rows)))
    elif facts.closed:
        made.append(Words(_("No statement was reworded, split or taken out.")))
    return made
