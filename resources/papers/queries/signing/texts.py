"""What the live text says now beside a version that was kept: the passages that changed, and what else is printed."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from network.live import texts
from resources.papers import differences
from resources.papers.differences.tokens import seal
from resources.papers.fingerprints import about_of, references_of


@dataclass
class Present:
    """The text of a paper as it is now, with its references and what else is printed."""

    content: dict
    references: list
    about: dict


def present(paper):
    """Return the Present of a paper."""
    content = texts.read(paper.document) if paper.document_id else {"type": "doc", "content": []}
    return Present(content, references_of(paper, content), about_of(paper))


@dataclass
class Passage:
    """The changes below one heading: its words, its id, the hunks."""

    heading: str
    anchor: str
    hunks: list = field(default_factory=list)


@dataclass
class Changes:
    """What differs from a version: hunks of the text; ids of references; names of what else is printed."""

    hunks: list = field(default_factory=list)
    references: list = field(default_factory=list)
    about: list = field(default_factory=list)

    def __bool__(self):
        return bool(self.hunks or self.references or self.about)

    @property
    def passages(self):
        """The changes by heading."""
        return passages(self.hunks)

    @property
    def count(self):
        """How many passages there are to look at, references and particulars counted as one each."""
        return len(self.passages) + bool(self.references) + bool(self.about)


def passages(hunks):
    """Return hunks gathered by the heading above them, in the order of the text: a list of Passage."""
    found = []
    for hunk in hunks:
        anchor = hunk.sections[-1] if hunk.sections else ""
        if not found or (found[-1].anchor, found[-1].heading) != (anchor, hunk.heading):
            found.append(Passage(hunk.heading, anchor))
        found[-1].hunks.append(hunk)
    return found


def changes_since(version, now):
    """Return the Changes that lead from a Version to `now`: a Present, or another Version. Comments are none."""
    hunks = []
    if seal(version.content) != seal(now.content):
        hunks = differences.compare(version.content, now.content)
    old, new = ({one.get("id", ""): one for one in side.references} for side in (version, now))
    references = sorted(key for key in old.keys() | new.keys() if old.get(key) != new.get(key))
    return Changes(hunks, references, _about(version.about, now.about))


def _about(old, new):
    words = {
        "title": _("the title"),
        "abstract": _("the summary"),
        "plain_summary": _("the summary in plain words"),
        "licence": _("the licence"),
        "funding": _("the funding"),
        "machine_help": _("the words about language models"),
        "cities": _("the cities"),
        "citation_style": _("the style of references"),
    }
    found = [words.get(key, key) for key in sorted(old.keys() | new.keys()) if old.get(key) != new.get(key)
             and key != "authors"]  # fmt: skip
    return found + _people(old.get("authors") or [], new.get("authors") or [])


def _people(old, new):
    """Name who came, who went, whose roles or particulars changed, and whether the order did."""
    before, after = {one["id"]: one for one in old}, {one["id"]: one for one in new}
    found = [_("%(name)s came as an author") % {"name": one["name"]} for key, one in after.items() if key not in before]
    found += [_("%(name)s is no author any more") % {"name": one["name"]} for key, one in before.items()
              if key not in after]  # fmt: skip
    both = [key for key in before if key in after]
    for key in both:
        if before[key] != after[key]:
            found.append(_("what is printed about %(name)s") % {"name": after[key]["name"]})
    if both != [key for key in after if key in before]:
        found.append(_("the order of the authors"))
    return found
