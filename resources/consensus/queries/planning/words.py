"""What pages of a plan show of one statement: its history with differences, its languages, what it stands on, ideas."""

from django.conf import settings

from network.catalogue.models import Entry
from network.kit.audience import MEMBERS, PUBLIC
from network.kit.words import language_name
from resources.consensus.actions.planning import words as acts
from resources.consensus.models import Panel, Remark, Round, Translation
from resources.papers.differences import render

MOST_FOUND = 10
CITED = ("library.resource", "papers.paper")


def may_word(panel):
    """Whether statements can change now: in the plan, and between rounds."""
    if panel.state == Panel.State.PLANNED:
        return True
    return panel.state == Panel.State.RUNNING and not panel.rounds.filter(state=Round.State.OPEN).exists()


def mark(panel, rows):
    """Give each statement of a list `ready` (languages that are checked) and `waiting` (those that wait for that)."""
    found = {}
    for one in Translation.objects.filter(wording__item__panel=panel).order_by("language"):
        found.setdefault(one.wording_id, []).append(one)
    for row in rows:
        own = found.get(row["wording"].pk, ())
        row["ready"] = [one.language for one in own if one.checked_at]
        row["waiting"] = [one.language for one in own if not one.checked_at]
        row["was_asked"] = any(one.locked_at for one in row["wordings"])


def document(text):
    """Return a text of one paragraph in the shape that differences are taken of."""
    content = [{"type": "text", "text": text}] if text else []
    return {"type": "doc", "content": [{"type": "paragraph", "content": content}]}


def difference(old, new):
    """Return safe HTML of the wording `new` with what came in <ins> and what went in <del>; Chinese by characters."""
    return render(document(old), document(new), fold=False)


def history(item):
    """Return the wordings of a statement, newest first: {"wording", "changes": HTML, "" for the first}."""
    rows = list(item.wordings.order_by("number").select_related("by"))
    found, before = [], None
    for one in rows:
        found.append({"wording": one, "changes": difference(before.text, one.text) if before else ""})
        before = one
    return found[::-1]


def languages(item, wording):
    """Return the portal's other languages of a wording: {"code", "name", "row"} with its translation or None."""
    rows = {one.language: one for one in wording.translations.select_related("by", "checked_by")}
    return [
        {"code": code, "name": language_name(code), "row": rows.get(code)}
        for code, _name in settings.LANGUAGES
        if code != wording.language
    ]


def ideas(panel):
    """Return what panellists proposed and no statement was made of, without names and in a random order."""
    found = Remark.objects.filter(round__panel=panel, became=None).exclude(state=Remark.State.HIDDEN)
    found = found.filter(kind__in=(Remark.Kind.IDEA, Remark.Kind.WORDING), round__state=Round.State.CLOSED)
    return list(found.select_related("entry__item").order_by("shuffle"))


def in_library(member, words):
    """Return entries of library and papers that hold `words` and that every panellist may read."""
    from network.catalogue import search

    found = search.find(words, member=member, size=MOST_FOUND * 3)
    return [hit.entry for hit in found.hits if may_cite(hit.entry)][:MOST_FOUND]


def may_cite(entry):
    """Whether all members see an entry: panellists of any city follow what a statement stands on."""
    return entry.source in CITED and bool({PUBLIC, MEMBERS} & set(entry.audience))


def take(item, pk, by):
    """Let a statement stand on the entry `pk` of the catalogue; returns the Evidence, None where there is no such."""
    entry = Entry.objects.visible_to(by).filter(pk=int(pk) if pk.isdigit() and len(pk) < 16 else 0).first()
    if entry is None or not may_cite(entry):
        return None
    title, _language = entry.title_in(item.panel.language)
    place = "resource" if entry.source == "library.resource" else "paper"
    return acts.add_evidence(item, by=by, title=title, address=entry.address, **{f"{place}_id": int(entry.source_id)})
