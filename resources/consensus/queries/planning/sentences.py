"""The rules of a protocol in sentences, for the panel's page and for whoever compares two versions of a rule."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from resources.consensus.models import Panel, Protocol
from resources.consensus.presets import thirds

NAMES = {
    name: Protocol._meta.get_field(name).verbose_name
    for name in (
        *("definition", "threshold", "threshold_reason", "out_rule", "scope", "percentile", "rounds"),
        *("stable_percent", "drops_settled", "quorum", "quorum_percent", "entry", "withdrawal", "smallest_group"),
        *("is_shuffled", "panel_rule", "information", "aim", "consent", "question"),
    )
}


def agreed(held):
    """Return when a statement counts as agreed, in a sentence."""
    low, high = thirds(held["low"], held["high"])
    words = {"from": high, "to": held["high"], "low": low, "least": held["low"], "percent": held["threshold"]}
    definition = held["definition"]
    if definition == Protocol.Definition.RAM:
        return _("the median lies in %(from)s to %(to)s and the ratings do not fall apart (RAND/UCLA)") % words
    if definition == Protocol.Definition.SEVENTY:
        return (
            _(
                "at least 70 percent of the ratings are %(from)s to %(to)s, and fewer than 15 percent are %(least)s to "
                "%(low)s"
            )
            % words
        )
    return _("at least %(percent)s percent of the ratings are %(from)s to %(to)s") % words


def rejected(held):
    """Return when a statement counts as rejected, in a sentence."""
    low, high = thirds(held["low"], held["high"])
    words = {"from": high, "to": held["high"], "low": low, "least": held["low"], "percent": held["threshold"]}
    definition = held["definition"]
    if definition == Protocol.Definition.RAM:
        return _("the median lies in %(least)s to %(low)s and the ratings do not fall apart") % words
    if definition == Protocol.Definition.SEVENTY:
        if held["out_rule"] == Protocol.OutRule.HALF:
            return _("at most 50 percent are %(from)s to %(to)s, in every group") % words
        return (
            _(
                "at least 70 percent of the ratings are %(least)s to %(low)s, and fewer than 15 percent are "
                "%(from)s to %(to)s"
            )
            % words
        )
    return _("at least %(percent)s percent of the ratings are %(least)s to %(low)s") % words


def rules(panel, held):
    """Return [(what, sentence)] of the rules in force, in the reader's language."""
    every = held["scope"] == Protocol.Scope.EVERY_GROUP
    found = [
        (_("Scale"), _("%(low)s to %(high)s, and “cannot judge”") % {"low": held["low"], "high": held["high"]}),
        (_("Agreed when"), agreed(held) + (_("; in every group by itself") if every else "")),
        (_("Rejected when"), rejected(held)),
        (_("Most rounds"), str(held["rounds"])),
        (_("Fewest raters"), ngettext(
            "%(n)s person, and %(percent)s percent of those who could answer; a round with fewer gives no verdict",
            "%(n)s people, and %(percent)s percent of those who could answer; a round with fewer gives no verdict",
            held["quorum"]) % {"n": held["quorum"], "percent": held["quorum_percent"]}),
        (_("Stable when"), _("fewer than %(percent)s percent of the same people moved to another third")
         % {"percent": held["stable_percent"]}),
        (_("Settled statements"), _("are not asked again") if held["drops_settled"] else _("are asked in every round")),
        (_("Who enters the next round"), str(Protocol.Entry(held["entry"]).label)),
        (_("Who withdraws consent"), str(Protocol.Withdrawal(held["withdrawal"]).label)),
        (_("Smallest group that is shown by itself"), str(held["smallest_group"])),
    ]  # fmt: skip
    if panel.method == Panel.Method.NOMINAL:
        counted = _("Everybody ranks up to five statements; the first gets five points, the fifth one.")
        return [(_("How it is counted"), counted), *found[3:5], *found[7:]]
    if held["definition"] == Protocol.Definition.RAM:
        found.insert(3, (_("Rule for percentiles"), str(Protocol.Percentile(held["percentile"]).label)))
    if held["definition"] == Protocol.Definition.PERCENT and held["threshold_reason"]:
        found.insert(2, (_("Why this percent"), held["threshold_reason"]))
    return found


def value_of(name, value):
    """Return the value of a rule as a reader reads it."""
    choices = {
        "definition": Protocol.Definition,
        "out_rule": Protocol.OutRule,
        "scope": Protocol.Scope,
        "percentile": Protocol.Percentile,
        "entry": Protocol.Entry,
        "withdrawal": Protocol.Withdrawal,
    }
    if name in choices:
        return str(choices[name](value).label)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(value)
