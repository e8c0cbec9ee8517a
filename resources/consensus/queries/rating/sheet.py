"""All that one panellist sees of a round: each statement with the own answer, and what came of it before."""

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field
from urllib.parse import quote

from django.db.models import Q
from django.utils.translation import get_language

from resources.consensus.models import Evidence, Item, Panel, Rating, Remark, Round, RoundItem, Translation
from resources.consensus.queries.planning import in_force
from resources.consensus.queries.rating.wording import anchors_of, difference, in_words
from resources.consensus.queries.results.live import Live, live
from resources.consensus.queries.results.remarks import remarks_of
from resources.consensus.queries.results.shown import Shown, names_of, shown
from resources.library.models import Resource
from resources.papers.models import Paper

SECONDS = 30
"""What reading and rating one statement takes, roughly."""


def minutes_for(count):
    """Return how many minutes `count` statements take, at least one, rounded up."""
    return max(1, -(-count * SECONDS // 60))


@dataclass
class Row:
    """One statement of a round, as one panellist sees it."""

    entry: RoundItem
    number: int
    text: str
    language: str
    context: str
    original: str = ""
    original_language: str = ""
    evidence: list = field(default_factory=list)
    value: int | None = None
    cannot_judge: bool = False
    count: int = 0
    comment: str = ""
    wording: str = ""
    dissent: str = ""
    is_aside: bool = False
    changes: list = field(default_factory=list)
    reason: str = ""
    before: RoundItem | None = None
    before_value: int | None = None
    before_cannot: bool = False
    feedback: Shown | None = None
    """What may be shown of the last time."""
    remarks: list = field(default_factory=list)
    """What others said then, as it may be shown."""
    live: Live | None = None
    """What the panel says so far, of panels in real time."""
    typed: str = ""
    """What came with a form that was refused."""

    @property
    def is_answered(self):
        """Whether there is a rating, or the word that it cannot be judged."""
        return self.value is not None or self.cannot_judge

    @property
    def said(self):
        """The answer as the form sends it: "7", "x" for 'cannot judge', "" for none."""
        return "x" if self.cannot_judge else "" if self.value is None else str(self.value)


@dataclass
class Sheet:
    """A round as one panellist sees it."""

    round: Round
    held: dict
    rows: list
    scale: list
    anchors: list
    question: str
    question_language: str

    @property
    def of(self):
        """How many statements are asked of this person."""
        return sum(not row.is_aside for row in self.rows)

    @property
    def answered(self):
        """How many of them are answered."""
        return sum(row.is_answered and not row.is_aside for row in self.rows)

    @property
    def left(self):
        """How many are not."""
        return self.of - self.answered

    @property
    def now(self):
        """The statement to go on with: the first without an answer, else the first; None where there is none."""
        asked = [row for row in self.rows if not row.is_aside]
        return next((row for row in asked if not row.is_answered), asked[0] if asked else None)

    def after(self, row):
        """Return the next statement without an answer behind `row`, then from the beginning; None if all have one."""
        place = self.rows.index(row)
        turned = self.rows[place + 1 :] + self.rows[:place]
        return next((one for one in turned if not one.is_answered and not one.is_aside), None)


def sheet_of(round, seat, member, interest=None):
    """Return the Sheet of `round` (with its panel and protocol) for the person on `seat`, in the active language."""
    held = in_force(round.panel)
    entries = list(round.entries.select_related("item", "wording").order_by("position", "pk"))
    if held["is_shuffled"]:
        entries.sort(key=lambda one: hashlib.sha256(f"{seat.key}:{one.pk}".encode()).digest())
    rows = _rows(entries, seat, interest)
    names = names_of(round.panel) if rows else {}
    _earlier(round, rows, seat, names)
    _evidence(rows, member)
    if round.panel.method == Panel.Method.REALTIME and round.state == Round.State.OPEN:
        for row in rows:
            row.entry.round = round
            # Nothing of what others say before the own first rating.
            row.live = live(row.entry, seat, names=names) if row.value is not None else None
    question, language = in_words(round.panel, held, "question")
    scale = list(range(held["low"], held["high"] + 1))
    return Sheet(round, held, rows, scale, anchors_of(round.panel, held), question, language)


def _rows(entries, seat, interest):
    translations = _translations(one.wording for one in entries)
    ratings = {row.entry_id: row for row in Rating.objects.filter(entry__in=entries, seat=seat)}
    words = defaultdict(dict)
    for entry, kind, text in Remark.objects.filter(entry__in=entries, seat=seat).values_list("entry", "kind", "text"):
        words[entry][kind] = text
    aside = set(interest.recused.values_list("pk", flat=True)) if interest else set()
    rows = []
    for entry in entries:
        row = _row(entry, translations.get(entry.wording_id))
        given, said = ratings.get(entry.pk), words[entry.pk]
        if given is not None:
            row.value, row.cannot_judge, row.count = given.value, given.cannot_judge, given.count
        row.comment, row.wording, row.dissent = (said.get(kind, "") for kind in ("comment", "wording", "dissent"))
        row.is_aside = entry.item_id in aside
        rows.append(row)
    return rows


def _row(entry, translation):
    told, original = translation or entry.wording, entry.wording
    row = Row(entry, entry.item.number, told.text, told.language, told.context)
    if translation is not None:
        row.original, row.original_language = original.text, original.language
    return row


def _translations(wordings):
    """Return {wording id: Translation} of those that were checked, in the active language."""
    rows = Translation.objects.filter(wording__in=list(wordings), language=get_language()).exclude(checked_at=None)
    return {row.wording_id: row for row in rows}


def _earlier(round, rows, seat, names):
    """Put beside each statement how it was rated the last time that the panel was asked, and what changed in it."""
    items = [row.entry.item_id for row in rows]
    before = RoundItem.objects.filter(
        round__panel=round.panel_id, round__number__lt=round.number, round__state=Round.State.CLOSED, item__in=items,
        round__kind=Round.Kind.RATING,
    ).select_related("wording", "round", "item").order_by("item", "round__number")  # fmt: skip
    last = {entry.item_id: entry for entry in before}
    own = {row.entry_id: row for row in Rating.objects.filter(entry__in=list(last.values()), seat=seat)}
    translated = _translations(entry.wording for entry in last.values())
    said = _said({entry.round_id: entry.round for entry in last.values()}, round.panel)
    for row in rows:
        entry = last.get(row.entry.item_id)
        if entry is None:
            continue
        entry.round.panel = round.panel
        row.before, row.feedback = entry, shown(entry, names=names)
        row.remarks = said[entry.round_id].get(entry.pk, [])
        given = own.get(entry.pk)
        if given is not None:
            row.before_value, row.before_cannot = given.value, given.cannot_judge
        if entry.wording_id != row.entry.wording_id:
            row.reason = row.entry.wording.reason
            old = translated.get(entry.wording_id) if row.original else None
            # Two wordings are compared in one language, else the comparison says nothing.
            row.changes = (
                difference(old.text, row.text) if old else difference(entry.wording.text, row.entry.wording.text)
            )


def _said(rounds, panel):
    """Return {round id: {entry id: remarks}} of closed rounds, as others may read them, in the active language."""
    found = {}
    for pk, round in rounds.items():
        round.panel = panel
        found[pk] = remarks_of(round, get_language() or "en")
    return found


def _evidence(rows, member):
    """Put beside each statement what it stands on, linked where the reader may follow."""
    by_item = {row.entry.item_id: row for row in rows}
    found = list(Evidence.objects.filter(item__in=by_item).select_related("resource", "paper"))
    resources = {one.resource_id for one in found if one.resource_id}
    papers = {one.paper_id for one in found if one.paper_id}
    open_resources = set(Resource.objects.visible_to(member).filter(pk__in=resources).values_list("pk", flat=True))
    open_papers = set(Paper.objects.visible_to(member).filter(pk__in=papers).values_list("pk", flat=True))
    for one in found:
        if one.resource_id in open_resources:
            address = one.resource.get_absolute_url()
        elif one.paper_id in open_papers:
            address = one.paper.get_absolute_url()
        else:
            address = _outside(one.address)
        by_item[one.item_id].evidence.append({"title": one.title, "note": one.note, "address": address})


def _outside(address):
    """Return the web address of an address or DOI, "" for what is neither."""
    address = address.strip()
    if address.startswith(("https://", "http://")):
        return address
    doi = address.removeprefix("doi:").strip()
    return f"https://doi.org/{quote(doi, safe='/')}" if doi.startswith("10.") else ""


def settled(round):
    """Return [(Item, words, language)] of the statements of the panel that `round` does not ask any more."""
    items = Item.objects.filter(panel=round.panel_id).exclude(pk__in=round.entries.values("item"))
    items = list(items.exclude(Q(state=Item.State.OPEN)).prefetch_related("wordings").order_by("number"))
    newest = {item.pk: item.wordings.all()[len(item.wordings.all()) - 1] for item in items if item.wordings.all()}
    translations = _translations(newest.values())
    found = []
    for item in items:
        wording = newest.get(item.pk)
        if wording is not None:
            told = translations.get(wording.pk) or wording
            found.append((item, told.text, told.language))
    return found
