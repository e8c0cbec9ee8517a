"""Items 1 to 4: what it is called, why, for whom, by which protocol."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from resources.consensus.models import Amendment, Panel, Protocol
from resources.consensus.report.blocks import Facts, Link, Missing, Table, Words
from resources.consensus.report.telling.small import choice, day, minute

M = Panel.Method
METHODS = {
    M.DELPHI: gettext_lazy(
        "A Delphi: the panel rates statements in rounds without names; between rounds everybody sees how the panel and "
        "its groups rated, beside the own rating."
    ),
    M.RAM: gettext_lazy(
        "The RAND/UCLA appropriateness method: a private rating, a meeting about what divides the panel, and a second "
        "private rating."
    ),
    M.REALTIME: gettext_lazy(
        "A Delphi in real time: one window, and figures of the others right after the first private rating, which "
        "is kept."
    ),
    M.NOMINAL: gettext_lazy(
        "A nominal group: ideas collected in silence, told one after the other, explained, and ranked in private."
    ),
    M.SENSE: gettext_lazy("A sense check: one private rating that shows where people stand. It settles nothing."),
}


def name(facts):
    """Item 1: that the name says what this is."""
    panel = facts.panel
    return [
        Facts((
            (_("Title"), facts.title()),
            (_("Kind"), _("Consensus exercise: %(method)s") % {"method": panel.get_method_display()}),
            (_("State"), str(panel.get_state_display())),
        )),
    ]  # fmt: skip


def why(facts):
    """Item 2: the method in a sentence; the reasons are written by people."""
    return [Words(str(METHODS[facts.panel.method]))]


def aim(facts):
    """Item 3: the aim as the protocol has it."""
    words, language = facts.said("aim")
    return [Words(words, language)] if words.strip() else [Missing(_("What it should decide"))]


def protocol(facts):
    """Item 4: the locked protocol, its fingerprint, what was changed and why."""
    locked = facts.protocol
    if not locked.locked_at:
        return [Words(_("The protocol is not locked yet: no round has opened."))]
    address = settings.SITE_URL.rstrip("/") + facts.panel.get_absolute_url()
    made = [
        Facts((
            (_("Locked"), _("%(moment)s, before the first rating") % {"moment": minute(locked.locked_at)}),
            (_("Fingerprint (SHA-256)"), locked.sha256),
        )),
        Link(_("The protocol, with the moment of its lock"), address),
    ]  # fmt: skip
    if not facts.amendments:
        return [*made, Words(_("No rule was changed after it was locked."))]
    rows = tuple((day(one.at), changes(one, facts), one.reason) for one in facts.amendments)
    return [*made, Table(_("What was changed after the lock"), (_("When"), _("What"), _("Why")), rows)]


def changes(amendment: Amendment, facts):
    """Return what an amendment changed, in words."""
    rows = []
    for field, (before, after) in amendment.changes.items():
        label = Protocol._meta.get_field(field).verbose_name
        if isinstance(before, dict) or isinstance(after, dict) or len(f"{before}{after}") > 200:
            rows.append(_("%(field)s: reworded") % {"field": label})
            continue
        pair = [choice(facts.protocol, field, value) for value in (before, after)]
        rows.append(_("%(field)s: from %(before)s to %(after)s") % {
            "field": label, "before": pair[0], "after": pair[1],
        })  # fmt: skip
    return "; ".join(rows)
