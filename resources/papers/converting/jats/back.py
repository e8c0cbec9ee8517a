"""The back of a paper in JATS: thanks, help from language models, what cities say, notes, works cited."""

from network.interchange.works import clean_text, tag_of
from resources.papers.converting.jats.body import inlines
from resources.papers.converting.jats.small import HREF, XML, add, ident_of, paragraphs, set_inlines
from resources.papers.converting.matter import words_of

TYPES = {"article-journal": "journal", "book": "book", "chapter": "book", "report": "report", "webpage": "webpage",
         "paper-conference": "confproc", "thesis": "thesis", "dataset": "data"}  # fmt: skip
CONTAINED = ("article-journal", "article-magazine", "article-newspaper", "chapter", "paper-conference", "entry")


def back(article, matter, sheet):
    """Add the back of a paper, nothing where it holds nothing."""
    said = words_of(matter)
    made = add(article, "back")
    if matter.thanked:
        part = add(made, "ack")
        add(part, "title", said["thanks"])
        add(part, "p", ", ".join(matter.thanked))
    if matter.machine_help.strip():
        part = add(made, "sec", sec_type="ai-disclosure")
        add(part, "title", said["machine"])
        paragraphs(part, matter.machine_help)
    if matter.voices:
        voices(made, matter, said)
    if sheet.survey.notes:
        group = add(made, "fn-group")
        for name in sheet.survey.notes:
            note = add(group, "fn", id=ident_of(f"note-{name}"))
            add(note, "label", str(sheet.survey.notes[name]))
            inlines(add(note, "p"), sheet.survey.texts[name], sheet)
    if sheet.entries:
        group = add(made, "ref-list")
        add(group, "title", sheet.labels["references"])
        for key, entry in sheet.entries:
            work(add(group, "ref", id=ident_of(f"work-{key}")), sheet.works.get(key) or {}, entry)
    if not len(made):
        article.remove(made)


def voices(made, matter, said):
    """Add what the cities say, each in a section of its own with the words in their language."""
    part = add(made, "sec", sec_type="endorsements")
    add(part, "title", said["voices"])
    for voice in matter.voices:
        answer = said["answers"].get(voice.answer, voice.answer)
        one = add(part, "sec", sec_type=voice.answer)
        add(one, "title", f"{voice.city}: {answer}")
        add(one, "p", said["silent"]) if voice.was_silent else None
        quote = add(one, "disp-quote") if voice.words.strip() else None
        if quote is not None:
            quote.set(XML + "lang", tag_of(voice.language))
            paragraphs(quote, voice.words)
        elif not voice.was_silent:
            add(one, "p", f"{voice.city} {answer}.")


def work(ref, csl, entry):
    """Add one work: its parts for machines, and the line as the style prints it."""
    both = add(ref, "citation-alternatives")
    kind = TYPES.get(csl.get("type"), "other")
    parts = add(both, "element-citation", publication_type=kind)
    people = csl.get("author") or csl.get("editor") or []
    if people:
        group = add(parts, "person-group", person_group_type="author" if csl.get("author") else "editor")
        for one in people:
            if one.get("family"):
                name = add(group, "name")
                add(name, "surname", one["family"])
                if one.get("given"):
                    add(name, "given-names", one["given"])
            elif one.get("literal"):
                add(group, "collab", one["literal"])
    container = csl.get("container-title")
    if csl.get("type") in CONTAINED and container:
        add(parts, "chapter-title" if csl["type"] == "chapter" else "article-title", csl.get("title"))
        add(parts, "source", container)
    else:
        add(parts, "source", csl.get("title"))
    year = _year(csl)
    if year:
        add(parts, "year", year)
    for name, csl_name in (("volume", "volume"), ("issue", "issue"), ("publisher-name", "publisher"),
                           ("publisher-loc", "publisher-place")):  # fmt: skip
        if csl.get(csl_name):
            add(parts, name, str(csl[csl_name]))
    if csl.get("page"):
        first, _dash, last = str(csl["page"]).replace("–", "-").partition("-")
        add(parts, "fpage", first.strip())
        if last.strip():
            add(parts, "lpage", last.strip())
    if csl.get("DOI"):
        add(parts, "pub-id", csl["DOI"], pub_id_type="doi")
    if csl.get("URL"):
        add(parts, "ext-link", csl["URL"], ext_link_type="uri").set(HREF, clean_text(csl["URL"]))
    set_inlines(add(both, "mixed-citation", publication_type=kind), entry)


def _year(csl):
    try:
        return str(csl["issued"]["date-parts"][0][0])
    except (KeyError, IndexError, TypeError):
        return ""
