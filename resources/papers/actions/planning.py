"""The plan of a paper: its sections, who writes them, by when; and the headings in the text that follow from it."""

from django.db import transaction

from network.access.rules import demand
from network.activity.actions import record
from network.live import texts
from resources.papers import plans
from resources.papers.actions.rows import among_us, home_of, locked
from resources.papers.activity import ASSIGNED, PLANNED
from resources.papers.models import Author, Section

FIELDS = ("title", "due_on", "words", "note")


@transaction.atomic
def add_section(paper, *, by, title, writers=(), with_heading=True, **words):
    """Add a section at the end of the plan, and its heading at the end of the text; returns it."""
    paper = locked(paper)
    demand(by, "papers.plan", paper)
    last = paper.sections.order_by("-position").values_list("position", flat=True).first() or 0
    section = Section(paper=paper, title=title, position=last + 1, anchor=plans.anchor())
    _set(section, words)
    section.save()
    _assign(section, writers, by)
    if with_heading:
        put_headings(paper, by=by)
    _planned(paper, by)
    return section


@transaction.atomic
def change_section(section, *, by, writers=None, **words):
    """Change what a section is called, by when it is due, who writes it; returns it. The text stays as it is."""
    paper = locked(section.paper)
    demand(by, "papers.plan", paper)
    _set(section, words)
    section.save()
    if writers is not None:
        _assign(section, writers, by)
    _planned(paper, by)
    return section


@transaction.atomic
def drop_section(section, *, by):
    """Take a section out of the plan; what was written under its heading stays in the text."""
    paper = locked(section.paper)
    demand(by, "papers.plan", paper)
    section.delete()
    _planned(paper, by)


@transaction.atomic
def move_section(section, *, by, up):
    """Let a section change places with the one before (`up`) or behind; the text stays as it is."""
    paper = locked(section.paper)
    demand(by, "papers.plan", paper)
    rows = list(paper.sections.order_by("position", "pk"))
    here = [one.pk for one in rows].index(section.pk)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(rows):
        return
    rows[here], rows[there] = rows[there], rows[here]
    for number, one in enumerate(rows, 1):
        one.position = number
    Section.objects.bulk_update(rows, ["position"])
    _planned(paper, by)


@transaction.atomic
def put_headings(paper, *, by):
    """Add to the end of the text the headings of planned sections that are not in it; returns how many. May be Frozen.

    Whoever writes at this moment keeps every word: it is a forward edit like any other.
    """
    demand(by, "papers.write", paper)
    texts.hold(paper.document)
    content = texts.read(paper.document)
    blocks = content.get("content") or []
    there = {(one.get("attrs") or {}).get("id") for one in blocks if one.get("type") == "heading"}
    missing = [one for one in paper.sections.order_by("position", "pk") if one.anchor not in there]
    if not missing:
        return 0
    if len(blocks) == 1 and blocks[0].get("type") == "paragraph" and not blocks[0].get("content"):
        blocks = []
    texts.rewrite(paper.document, {"type": "doc", "content": [*blocks, *plans.first_text(missing)["content"]]}, by=by)
    return len(missing)


def _set(section, words):
    for name, value in words.items():
        if name not in FIELDS:
            raise TypeError(f"a section has no {name}")
        setattr(section, name, value)


def _assign(section, writers, by):
    """Give a section its writers; whoever is new to it hears of it, but for `by`."""
    paper = section.paper
    allowed = {
        one.pk: one
        for one in paper.authors.filter(part=Author.Part.AUTHOR, state=Author.State.ACCEPTED).exclude(member=None)
    }
    before = set(section.writers.values_list("pk", flat=True))
    chosen = [one for one in writers if one.pk in allowed]
    section.writers.set(chosen)
    new = {one.member_id for one in chosen if one.pk not in before} - {by.pk}
    if new:
        detail = {"section": section.title, "day": section.due_on.isoformat() if section.due_on else ""}
        record(ASSIGNED, by=by, subject=paper, city=home_of(by), audience=among_us(paper), names=sorted(new),
               detail=detail)  # fmt: skip


def _planned(paper, by):
    paper.save(update_fields=["changed_at"])
    record(PLANNED, by=by, subject=paper, city=home_of(by), audience=among_us(paper))
