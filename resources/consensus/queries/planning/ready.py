"""What stands in the way of opening a round, and what is worth a second look."""

from collections import Counter

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from resources.consensus.models import Panel, Panellist, Protocol, Round, Translation

USUAL = (70, 75, 80)
SMALLEST_RAM = 8
"""No rule for disagreement was published for fewer raters (BMC Med Inform Decis Mak 12:93, table 7)."""
ON_IT = (Panellist.State.INVITED, Panellist.State.ACCEPTED)


def blockers(panel, held, number, items):
    """Return what stands in the way of opening round `number` that asks `items`, as [(sentence, address)]."""
    if panel.state not in (Panel.State.PLANNED, Panel.State.RUNNING):
        return [(_("This panel has ended."), "")]
    if panel.rounds.filter(state=Round.State.OPEN).exists():
        return [(_("A round is open. Close it first."), "")]
    found = []
    if number > held["rounds"]:
        found.append((_("All rounds of the protocol are over."), reverse("consensus:amend", args=[panel.pk])))
    if number and not items:
        found.append((_("There is no statement to rate."), _plan("statements", panel)))
    if not panel.panellists.filter(state__in=ON_IT).exists():
        found.append((_("Nobody is invited."), _plan("people", panel)))
    if panel.state == Panel.State.PLANNED:
        found += _unwritten(panel, held)
    return found


def _plan(step, panel):
    return reverse(f"consensus:plan_{step}", args=[panel.pk])


def _unwritten(panel, held):
    """Return what the protocol lacks before it may be locked."""
    found = []
    if not held["aim"].strip():
        found.append((_("Say what the panel should decide, and for whom."), reverse("consensus:plan", args=[panel.pk])))
    for name, words in (
        ("panel_rule", _("Say who is invited, and why.")),
        ("question", _("Write the question that is asked of each statement.")),
        ("information", _("Write what panellists are told before they say yes.")),
        ("consent", _("Write what panellists consent to.")),
    ):
        if not held[name].strip():
            found.append((words, _plan("texts", panel)))
    anchors = held["anchors"]
    ranks = panel.method == Panel.Method.NOMINAL
    if not ranks and not all((anchors.get(str(end)) or {}).get(panel.language) for end in (held["low"], held["high"])):
        found.append((_("Say what the lowest and the highest rating mean."), _plan("texts", panel)))
    is_own = held["definition"] == Protocol.Definition.PERCENT and held["threshold"] not in USUAL
    if is_own and not held["threshold_reason"].strip():
        found.append((_("Say why this percent, which is not one of the usual ones."), _plan("rules", panel)))
    return found


def hints(panel, held, items):
    """Return what is worth a second look before round 1 or the next one opens, as [(sentence, address)]."""
    rows = list(panel.panellists.filter(state__in=ON_IT).select_related("group", "member"))
    groups = list(panel.groups.all())
    people = _plan("people", panel)
    found = []
    if rows and len(rows) < held["quorum"]:
        found.append((_("The panel has %(n)s people, and the protocol wants %(quorum)s raters: every round would be "
                        "under quorum.") % {"n": len(rows), "quorum": held["quorum"]}, people))  # fmt: skip
    if held["definition"] == Protocol.Definition.RAM and rows and len(rows) < SMALLEST_RAM:
        found.append((_("With fewer than 8 raters RAND/UCLA gives no verdict: the page will say that the panel is too "
                        "small."), people))  # fmt: skip
    sizes = Counter(row.group_id for row in rows)
    small = [str(group) for group in groups if 0 < sizes[group.pk] < held["smallest_group"]]
    if small and len(groups) > 1:
        found.append((_("Too few to be shown by themselves, so that nobody can be guessed: %(groups)s.")
                      % {"groups": ", ".join(small)}, people))  # fmt: skip
    empty = [str(group) for group in groups if not sizes[group.pk]]
    if empty and rows:
        found.append((_("Nobody is in these groups: %(groups)s.") % {"groups": ", ".join(empty)}, people))
    unsent = sum(row.invited_at is None for row in rows)
    if unsent:
        found.append((ngettext("%(n)s person on the list has not been sent the invitation.",
                               "%(n)s people on the list have not been sent the invitation.", unsent)
                      % {"n": unsent}, people))  # fmt: skip
    waiting = sum(row.state == Panellist.State.INVITED and row.invited_at is not None for row in rows)
    if waiting:
        found.append((ngettext("%(n)s person has not answered the invitation. They can still join while a round is "
                               "open.", "%(n)s people have not answered the invitation. They can still join while a "
                               "round is open.", waiting) % {"n": waiting}, people))  # fmt: skip
    return found + _languages(panel, rows, items)


def _languages(panel, rows, items):
    """Say for whom a statement has no checked translation: they read the panel's own language."""
    from network.kit.words import language_name

    wanted = {row.member.language for row in rows if row.member_id} - {panel.language}
    if not wanted or not items:
        return []
    newest = {}
    for one in panel_wordings(items):
        newest[one.item_id] = one
    checked = Counter(
        Translation.objects.filter(wording__in=newest.values())
        .exclude(checked_at=None)
        .values_list("language", flat=True)
    )
    own = Counter(one.language for one in newest.values())
    lacking = [code for code in sorted(wanted) if checked[code] + own[code] < len(newest)]
    if not lacking:
        return []
    names = ", ".join(language_name(code) for code in lacking)
    return [
        (
            _("Not every statement has a checked translation into %(languages)s; who reads it sees the original.")
            % {"languages": names},
            _plan("statements", panel),
        )
    ]


def panel_wordings(items):
    """Return the wordings of `items`, those of one item in order."""
    from resources.consensus.models import Wording

    return Wording.objects.filter(item__in=items).order_by("item", "number")
