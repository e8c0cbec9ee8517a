"""What the report stands on, read once; figures come only as `queries/results/` shows them."""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Prefetch

from network.activity.actions import subject_of
from network.activity.models import Activity
from network.kit.words import in_reader_language
from resources.consensus.activity.planning import PLANNING_CLOSED_EARLY, PLANNING_PROLONGED, PLANNING_STOPPED
from resources.consensus.models import Evidence, Interest, Panellist, Round, Translation, Wording
from resources.consensus.queries.planning import in_force
from resources.consensus.queries.results.shown import shown_all
from resources.consensus.queries.results.whole import shown_round

ON_IT = (Panellist.State.ACCEPTED, Panellist.State.LEFT)


@dataclass
class Facts:
    """Everything that the items ask for; `language`: the one that the report is read in."""

    panel: object
    language: str
    protocol: object
    held: dict
    amendments: list
    groups: list
    people: list
    rounds: list
    items: list
    interests: dict = field(default_factory=dict)
    """{round pk: {"declared": n, "with": n, "sponsor": n}}"""
    whole: dict = field(default_factory=dict)
    """{round pk: ShownRound} of closed rounds"""
    turns: list = field(default_factory=list)
    """[(moment, kind of activity, number of the round or None, reason)] of what happened otherwise than planned"""
    figures: dict = field(default_factory=dict)
    """{round pk: [Shown, …]} of closed rounds"""

    @property
    def closed(self):
        """The rounds that have closed, in their order."""
        return [one for one in self.rounds if one.state == Round.State.CLOSED]

    @property
    def took_part(self):
        """Panellists who said yes, those too who dropped out later."""
        return [one for one in self.people if one.answered_at and one.state != Panellist.State.DECLINED]

    def said(self, name):
        """Return (words, language) of a text of the protocol, in the reader's language where there is one."""
        return self._pick(self.held[name], (self.held.get("texts") or {}).get(name) or {})

    def title(self):
        """Return the panel's title in the reader's language, else as it was given."""
        return self._pick(self.panel.title, self.panel.titles)[0]

    def _pick(self, text, others):
        if self.language != self.panel.language and others.get(self.language):
            return others[self.language], ""
        return text, self.foreign(self.panel.language)

    def foreign(self, language):
        """Return `language` where it is not that of the report, else ""."""
        return "" if language == self.language else language

    def story(self, code):
        """Return what was written for a field of the form."""
        return str(self.panel.story.get(code) or "").strip()

    def anchors(self):
        """Return [(rating, words, language)] of what ratings mean, lowest first."""
        rows = []
        for value, words in sorted(self.held["anchors"].items(), key=lambda one: int(one[0])):
            text, language = in_reader_language(words, (self.language, self.panel.language))
            if text:
                rows.append((value, text, self.foreign(language)))
        return rows

    def worded(self, wording):
        """Return (text, language or "") of a wording: a translation only if somebody who reads both has checked it."""
        if wording.language != self.language:
            for one in wording.translations.all():
                if one.language == self.language and one.checked_at:
                    return one.text, ""
        return wording.text, self.foreign(wording.language)

    def languages(self):
        """Return {language: how many statements have a checked translation into it}."""
        found = Counter()
        for item in self.items:
            newest = list(item.wordings.all())[-1:]
            found.update(one.language for wording in newest for one in wording.translations.all() if one.checked_at)
        return dict(sorted(found.items()))


def gather(panel, language):
    """Read what the report of `panel` stands on, in a fixed number of queries; returns Facts."""
    checked = Translation.objects.exclude(checked_at=None)
    wordings = Wording.objects.order_by("number").prefetch_related(Prefetch("translations", queryset=checked))
    items = panel.items.select_related("settled_in", "split_from").order_by("number")
    items = items.prefetch_related(
        Prefetch("wordings", queryset=wordings), Prefetch("evidence", queryset=Evidence.objects.order_by("pk"))
    )
    protocol = panel.protocol
    facts = Facts(
        panel=panel, language=language, protocol=protocol, held=in_force(panel),
        amendments=list(protocol.amendments.order_by("pk")), groups=list(panel.groups.order_by("position", "pk")),
        people=list(panel.panellists.exclude(invited_at=None).select_related("city", "group")),
        rounds=list(panel.rounds.order_by("number")), items=list(items),
    )  # fmt: skip
    facts.interests = declared(facts)
    facts.turns = turns(panel)
    for round in facts.closed:
        round.panel = panel
        facts.whole[round.pk], facts.figures[round.pk] = shown_round(round), shown_all(round)
    return facts


def turns(panel):
    """Return what became otherwise than planned, from the activities."""
    kinds = (PLANNING_PROLONGED, PLANNING_CLOSED_EARLY, PLANNING_STOPPED)
    label, key = subject_of(panel)
    rows = Activity.objects.filter(subject=label, subject_id=key, kind__in=kinds)
    return [(row.at, row.kind, row.detail.get("number"), row.detail.get("reason", "")) for row in rows.order_by("pk")]


def declared(facts):
    """Return how many declared what before each closed round: numbers alone, never whose."""
    found = {}
    for row in Interest.objects.filter(round__in=facts.closed).order_by("pk"):
        said = found.setdefault(row.round_id, {"declared": 0, "with": 0, "sponsor": 0})
        said["declared"] += 1
        said["with"] += bool(row.has_any or row.sponsor)
        said["sponsor"] += bool(row.sponsor)
    return found


def answers(facts):
    """Return how those who were asked answered: {"invited", "accepted", "declined", "silent", "left", …}."""
    states = Counter(one.state for one in facts.people)
    return {
        "invited": len(facts.people),
        "accepted": len(facts.took_part),
        "declined": states[Panellist.State.DECLINED],
        "silent": states[Panellist.State.INVITED],
        "left": states[Panellist.State.LEFT],
        "removed": states[Panellist.State.REMOVED],
        "withdrawn": states[Panellist.State.WITHDRAWN],
    }
