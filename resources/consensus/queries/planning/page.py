"""What the page of one panel shows to one reader."""

import json
from collections import Counter
from dataclasses import dataclass, field

from django.db.models import OuterRef, Subquery, prefetch_related_objects
from django.utils.translation import get_language

from network.access.rules import may
from resources.consensus.access.people import panellist_of
from resources.consensus.actions.planning.amending import link
from resources.consensus.actions.planning.locking import digest
from resources.consensus.models import Item, Panel, Panellist, Round, Translation, Wording
from resources.consensus.queries.planning import protocol as rules_in_force
from resources.consensus.queries.planning.sentences import NAMES, rules, value_of
from resources.consensus.queries.rating.wording import in_words, title_of
from resources.consensus.queries.results.whole import pooled

TONES = {
    Panel.State.RUNNING: "warn",
    Panel.State.ADOPTED: "ok",
    Panel.State.ENDED: "ok",
    Panel.State.STOPPED: "wrong",
}
MEET = (Panel.Method.RAM, Panel.Method.NOMINAL)
"""Methods with a meeting after a round."""
SEEN = (Panellist.State.ACCEPTED, Panellist.State.LEFT)


@dataclass
class Page:
    """All of it. `part` is "run", "asked", "sit", "sat" or ""."""

    title: str
    language: str
    part: str
    may_run: bool
    why_run: str = ""
    row: Panellist | None = None
    held: dict = field(default_factory=dict)
    rules: list = field(default_factory=list)
    texts: dict = field(default_factory=dict)
    is_true: bool = True
    amendments: list = field(default_factory=list)
    groups: list = field(default_factory=list)
    total: Counter = field(default_factory=Counter)
    cities: list = field(default_factory=list)
    rounds: list = field(default_factory=list)
    open: Round | None = None
    statements: list = field(default_factory=list)
    shows_states: bool = False
    meets: bool = False
    facilitators: list = field(default_factory=list)


def of(panel, member):
    """Return the Page of `panel` for `member`."""
    title, language = title_of(panel)
    people = known_people(panel, member)
    run = may(member, "consensus.run", panel)
    row = panellist_of(member, panel)
    held = rules_in_force.in_force(panel)
    page = Page(title, language, part_of(panel, member, row, run), bool(run), row=row, held=held)
    page.rules = rules(panel, held)
    page.meets = panel.method in MEET
    page.texts = {
        name: dict(zip(("text", "lang"), in_words(panel, held, name), strict=True))
        for name in ("aim", "panel_rule", "question", "information")
    }
    page.facilitators = [one.called_by(member) for one in panel.facilitators.all()]
    page.rounds = list(panel.rounds.all())
    for one in page.rounds:
        one.panel = panel
        one.shows_results = bool(may(member, "consensus.results", one))
    page.open = next((one for one in page.rounds if one.state == Round.State.OPEN), None)
    _chain(page, panel)
    _people(page, panel, people)
    if panel.protocol.locked_at or run:
        page.statements = statements(panel, only_asked=not run)
        # What became of a statement is a result: whoever may not read those sees the words alone.
        page.shows_states = any(one.shows_results for one in page.rounds)
    return page


def known_people(panel, member):
    """Read who sits on `panel`, who runs it, and its rounds once; let the rules know what of it is about `member`."""
    prefetch_related_objects([panel], "facilitators", "rounds")
    rows = list(panel.panellists.select_related("group", "city"))
    if member.is_authenticated:
        own = next((row for row in rows if row.member_id == member.pk), None)
        if own:
            own.panel = panel
        panel.__dict__.setdefault("_sits", {})[member.pk] = own
        runs = member.is_member and any(one.pk == member.pk for one in panel.facilitators.all())
        panel.__dict__.setdefault("_run_by", {})[member.pk] = runs
    return rows


def part_of(panel, member, row, run):
    """Return in which part `member` reads the page."""
    if row is not None and row.invited_at is not None:
        if row.state == Panellist.State.INVITED:
            return "asked"
        if row.state in SEEN:
            return "sit" if row.state == Panellist.State.ACCEPTED else "sat"
    return "run" if run else ""


def _chain(page, panel):
    """Take every hash anew: of the locked text, and of the amendments, each with the one before."""
    locked = panel.protocol
    page.is_true = not locked.locked_at or is_as_locked(locked)
    before = locked.sha256
    for number, one in enumerate(locked.amendments.all(), 1):
        is_true = digest(link(one, before)) == one.sha256
        changes = [(NAMES.get(name, name), value_of(name, old), value_of(name, new))
                   for name, (old, new) in one.changes.items()]  # fmt: skip
        page.amendments.append({"row": one, "number": number, "changes": changes, "is_true": is_true})
        before = one.sha256


def is_as_locked(protocol):
    """Whether the locked text has its hash, and the rules of the row are those of the text."""
    if digest(protocol.document) != protocol.sha256:
        return False
    held = json.loads(protocol.document)
    rows = {name: getattr(protocol, name) for name in held["rules"]}
    texts = {name: getattr(protocol, name) for name in rules_in_force.TEXTS} | {"translations": protocol.texts}
    return rows == held["rules"] and texts == held["texts"]


def _people(page, panel, rows):
    """Count who was asked and who said yes, by group, and the cities of those who said yes. No names."""
    rows = [one for one in rows if one.invited_at is not None]
    asked, yes, cities = Counter(), Counter(), Counter()
    names = {}
    for one in rows:
        asked[one.group_id] += 1
        if one.state in SEEN:
            yes[one.group_id] += 1
            if one.city_id:
                cities[one.city_id] += 1
                names[one.city_id] = one.city
    page.groups = [{"group": one, "asked": asked[one.pk], "yes": yes[one.pk]} for one in panel.groups.all()]
    page.total = {"asked": sum(asked.values()), "yes": sum(yes.values())}
    # As on the page of results: of a city with few people on the panel it is not said how many.
    told = pooled(cities, page.held["smallest_group"])
    page.cities = [(names[pk], told.get(pk)) for pk in sorted(names, key=lambda pk: (-told.get(pk, 0), names[pk].slug))]


def statements(panel, language="", *, only_asked=False):
    """Return the statements of `panel` in their order as dicts: item, wording, text, lang, is_original, changed.

    `only_asked`: in the words of the last round that asked them; what is written for the next one is a draft.
    """
    code = language or get_language() or "en"
    wordings = {}
    told = Translation.objects.filter(wording=OuterRef("pk"), language=code).exclude(checked_at=None)
    rows = Wording.objects.filter(item__panel=panel).select_related("item")
    if only_asked:
        rows = rows.exclude(locked_at=None)
    rows = rows.annotate(told=Subquery(told.values("text")[:1]), told_context=Subquery(told.values("context")[:1]))
    for one in rows.order_by("item__number", "number"):
        wordings.setdefault(one.item, []).append(one)
    found = []
    for item, own in wordings.items():
        newest = own[-1]
        found.append({
            "item": item,
            "wording": newest,
            "wordings": own,
            "text": newest.told or newest.text,
            "context": newest.told_context if newest.told else newest.context,
            "lang": code if newest.told else newest.language,
            "is_original": not newest.told,
            "is_out": item.state == Item.State.WITHDRAWN,
        })  # fmt: skip
    return found


def tone_of(panel):
    """Return the tone of the sign of a panel's state."""
    return TONES.get(panel.state, "rest")
