"""What is printed around a text: title, people, summaries, and behind it who did what, interests, what cities say."""

from dataclasses import dataclass, field
from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _

from resources.papers.credit import ROLES


@dataclass(frozen=True)
class Writer:
    """An author as printed; `roles` [(code of CRediT, degree or "")], `ror` and `orcid` without their addresses."""

    name: str
    affiliation: str = ""
    ror: str = ""
    orcid: str = ""
    city: str = ""
    is_corresponding: bool = False
    roles: tuple = ()
    email: str = ""


@dataclass(frozen=True)
class Voice:
    """What a city says: its name, "endorse", "abstain" or "dissent", and its words in their language."""

    city: str
    answer: str
    words: str = ""
    language: str = "en"
    was_silent: bool = False


@dataclass(frozen=True)
class Matter:
    """Everything around a text; all words in `language` but those of the cities."""

    title: str
    language: str = "en"
    kind: str = "position"
    kind_label: str = ""
    number: int = 1
    day: date | None = None
    draft: str = ""
    """What to say of a text that is not published, "" for a version of record."""
    doi: str = ""
    address: str = ""
    publisher: str = ""
    licence: str = ""
    licence_address: str = ""
    style: str = "apa"
    authors: tuple = ()
    thanked: tuple = ()
    abstract: str = ""
    plain_summary: str = ""
    keywords: tuple = ()
    funding: str = ""
    machine_help: str = ""
    interests: tuple = ()
    """((name, what is declared), …); authors without interests are told together."""
    voices: tuple = ()
    consulted_on: date | None = None
    consulted_version: int = 0
    """Which version the cities read; the text may have moved on since."""
    signed_on: date | None = None
    fingerprint: str = ""
    notice: str = ""
    state: str = "current"
    cite_as: str = ""
    relations: tuple = field(default=())

    @property
    def affiliations(self):
        """The organisations of the authors, each once: [(name, ROR)]."""
        return list(dict.fromkeys((one.affiliation, one.ror) for one in self.authors if one.affiliation))

    @property
    def marks(self):
        """{author's place: number of the affiliation from 1}."""
        order = {one: n for n, one in enumerate(self.affiliations, 1)}
        return {n: order.get((one.affiliation, one.ror)) for n, one in enumerate(self.authors)}


def words_of(matter):
    """Return the portal's own words for headings and labels, in the language of the text."""
    with translation.override(matter.language):
        return {
            "about": _("About this paper"),
            "abstract": _("Summary"),
            "plain": _("In plain words"),
            "keywords": _("Topics"),
            "contributions": _("Who did what"),
            "interests": _("Interests"),
            "no_interests": _("The other authors declare no interests.")
            if matter.interests
            else _("The authors declare no interests."),
            "funding": _("Funding"),
            "no_funding": _("No funding was received for this work."),
            "machine": _("Help from language models"),
            "thanks": _("Thanks"),
            "voices": _("What the cities say"),
            "asked": _("The cities were asked until %(day)s about version %(n)s of the draft.")
            % {"day": matter.consulted_on, "n": matter.consulted_version}
            if matter.consulted_on
            else "",
            "cite": _("How to cite"),
            "licence": _("Licence"),
            "corresponding": _("answers letters about it"),
            "notice": _("Notice"),
            "signed": _("How it was decided"),
            "version": _("Version %(n)s") % {"n": matter.number},
            "page": _("Page"),
            "answers": {"endorse": _("endorses"), "abstain": _("abstains"), "dissent": _("dissents")},
            "silent": _("said nothing; that counts as stated before"),
            "degrees": {"lead": _("lead"), "equal": _("equal"), "supporting": _("supporting")},
            "roles": {code: str(role.label) for code, role in ROLES.items()},
        }


def ahead(matter):
    """Return what stands between the title and the text as content JSON: people, notice, summaries."""
    said, made, marks = words_of(matter), [], matter.marks
    people = []
    for place, one in enumerate(matter.authors):
        if place:
            people.append(text("、" if zh(matter) else ", "))
        people.append(text(one.name))
        if marks[place]:
            people.append(text(str(marks[place]), "superscript"))
        if one.orcid:
            link = {"type": "link", "attrs": {"href": f"https://orcid.org/{one.orcid}"}}
            people.append(text(" (ORCID)") | {"marks": [link]})
    made.append(para(*people))
    for number, (name, ror) in enumerate(matter.affiliations, 1):
        place = f" · https://ror.org/{ror.removeprefix('https://ror.org/')}" if ror else ""
        made.append(para(text(str(number), "superscript"), text(f" {name}{place}")))
    version = matter.draft or said["version"]
    line = (matter.kind_label, version, matter.day.isoformat() if matter.day else "", matter.publisher, matter.licence)
    made.append(para(text(" · ".join(one for one in line if one))))
    where = f"https://doi.org/{matter.doi}" if matter.doi else matter.address
    if where:
        made.append(para(text(where) | {"marks": [{"type": "link", "attrs": {"href": where}}]}))
    if matter.notice:
        inside = para(text(said["notice"] + ": ", "bold"), text(matter.notice))
        made.append({"type": "callout", "attrs": {"kind": "warning"}, "content": [inside]})
    for name, words in (("abstract", matter.abstract), ("plain", matter.plain_summary)):
        if words.strip():
            made.append({"type": "heading", "attrs": {"level": 1}, "content": [text(said[name])]})
            made.extend(lines(words))
    if matter.keywords:
        made.append(para(text(said["keywords"] + ": ", "bold"), text("; ".join(matter.keywords))))
    return [one for one in made if one]


def behind(matter):
    """Return what stands behind the text as content JSON: who did what, interests, funding, help, cities, citing."""
    said, made = words_of(matter), []

    def part(name, *blocks):
        blocks = [one for one in blocks if one]
        if blocks:
            made.append({"type": "heading", "attrs": {"level": 2}, "content": [text(said[name])]})
            made.extend(blocks)

    part("contributions", *(para(text(one.name, "bold"), text(f": {roles(one, said)}")) for one in told(matter)))
    if matter.authors:
        rows = [para(text(name, "bold"), text(f": {declared}")) for name, declared in matter.interests]
        part("interests", *rows, None if len(rows) >= len(matter.authors) else para(text(said["no_interests"])))
    part("funding", *lines(matter.funding or (said["no_funding"] if matter.authors else "")))
    part("machine", *lines(matter.machine_help))
    part("thanks", para(text("、".join(matter.thanked) if zh(matter) else ", ".join(matter.thanked))))
    part("voices", *(block for voice in matter.voices for block in spoken(voice, matter, said)), *lines(said["asked"]))
    part("cite", *lines(matter.cite_as))
    if matter.licence:
        words = text(matter.licence)
        if matter.licence_address:
            words["marks"] = [{"type": "link", "attrs": {"href": matter.licence_address}}]
        part("licence", para(words))
    if not made:
        return []
    return [{"type": "heading", "attrs": {"level": 1}, "content": [text(said["about"])]}, *made]


def told(matter):
    """Return the authors whose roles are known."""
    return [one for one in matter.authors if one.roles]


def roles(writer, said):
    """Return the roles of an author in words, in the order of the standard."""
    order = list(ROLES)
    mine = sorted(writer.roles, key=lambda one: order.index(one[0]) if one[0] in order else 99)
    words = [
        said["roles"].get(code, code) + (f" ({said['degrees'].get(degree, degree)})" if degree else "")
        for code, degree in mine
    ]
    return "; ".join(words)


def spoken(voice, matter, said):
    """Yield what one city says, its words as a quotation in their own language."""
    answer = said["answers"].get(voice.answer, voice.answer)
    words = f" {answer}" + (f" ({said['silent']})" if voice.was_silent else "")
    yield para(text(voice.city, "bold"), text(words + (":" if voice.words else ".")))
    if voice.words:
        inside = []
        for line in voice.words.splitlines():
            if line.strip():
                piece = text(line.strip())
                if voice.language != matter.language:
                    piece["marks"] = [{"type": "language", "attrs": {"lang": voice.language}}]
                inside.append(para(piece))
        yield {"type": "blockquote", "content": inside}


def zh(matter):
    """Say whether the paper is written in Chinese."""
    return matter.language.startswith("zh")


def text(words, *marks):
    """Return a text node."""
    return {"type": "text", "text": words} | ({"marks": [{"type": one} for one in marks]} if marks else {})


def para(*nodes):
    """Return a paragraph of text nodes that hold words, None if none does."""
    nodes = [one for one in nodes if one["text"]]
    return {"type": "paragraph", "content": nodes} if nodes else None


def lines(words):
    """Return a paragraph for each line of a text that people typed."""
    return [para(text(line.strip())) for line in words.splitlines() if line.strip()]
