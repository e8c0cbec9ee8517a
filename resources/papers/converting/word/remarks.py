"""Threads as Word's comments: the answers below what they answer, closed ones as done. And the styles of callouts.

Sources: ECMA-376, part 1, 17.13.4; [MS-DOCX] 2.5.4, commentsExtended.
"""

from datetime import UTC, datetime

from lxml import etree

from network.interchange.works import clean_text
from resources.papers.converting.word.package import COMMENTS, DOCUMENT, EXTENDED, STYLES, W14, W15, XML, W, w

KINDS = {
    COMMENTS: "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml",
    EXTENDED: "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml",
}
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
RELATIONS = {
    COMMENTS: "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
    EXTENDED: "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
}
CALLOUTS = (
    ("CalloutNote", "Callout Note", "3F6E78"),
    ("CalloutTip", "Callout Tip", "3B7A3B"),
    ("CalloutWarning", "Callout Warning", "B45309"),
)


def moment(at):
    """Return a moment as Word writes it: UTC, whole seconds."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if isinstance(at, datetime) else str(at or "")


def add_comments(package, keys, threads):
    """Write the comments of the threads `keys` and give each of their ranges its numbers."""
    root = etree.Element(w("comments"), nsmap={"w": W, "w14": W14, "mc": MC})
    root.set(f"{{{MC}}}Ignorable", "w14")
    extended = etree.Element(f"{{{W15}}}commentsEx", nsmap={"w15": W15, "mc": MC})
    extended.set(f"{{{MC}}}Ignorable", "w15")
    numbers, number = {}, 0
    for key in dict.fromkeys(keys):
        first = ""
        for comment in threads[key]["comments"]:
            paragraph = f"{0x10000000 + number * 16:08X}"
            root.append(_comment(number, paragraph, comment))
            done = "1" if threads[key].get("closed") else "0"
            said = {f"{{{W15}}}paraId": paragraph, f"{{{W15}}}done": done}
            if first:
                said[f"{{{W15}}}paraIdParent"] = first
            first = first or paragraph
            etree.SubElement(extended, f"{{{W15}}}commentEx", said)
            numbers.setdefault(key, []).append(str(number))
            number += 1
    _number(package.tree(DOCUMENT), numbers)
    package.put(COMMENTS, etree.tostring(root, xml_declaration=True, encoding="UTF-8"), KINDS[COMMENTS])
    package.relate(DOCUMENT, RELATIONS[COMMENTS], "comments.xml")
    if number:
        package.put(EXTENDED, etree.tostring(extended, xml_declaration=True, encoding="UTF-8"), KINDS[EXTENDED])
        package.relate(DOCUMENT, RELATIONS[EXTENDED], "commentsExtended.xml")


def _comment(number, paragraph, comment):
    name = clean_text(comment.get("name") or "?")[:200]
    initials = "".join(part[0] for part in name.split()[:3]) or "?"
    made = etree.Element(w("comment"), {w("id"): str(number), w("author"): name, w("initials"): initials})
    if comment.get("at"):
        made.set(w("date"), moment(comment["at"]))
    lines = clean_text(comment.get("text") or "").splitlines() or [""]
    for place, line in enumerate(lines):
        one = etree.SubElement(made, w("p"))
        if place == len(lines) - 1:
            one.set(f"{{{W14}}}paraId", paragraph)
        run = etree.SubElement(one, w("r"))
        words = etree.SubElement(run, w("t"), {f"{{{XML}}}space": "preserve"})
        words.text = line
    return made


def _number(root, numbers):
    """Give ranges the numbers of their comments: one range for each comment of a thread."""
    for name in ("commentRangeStart", "commentRangeEnd"):
        for mark in [*root.iter(w(name))]:
            key = (mark.get(w("id")) or "").strip("{}")
            for number in numbers.get(key, ()):
                mark.addprevious(etree.Element(w(name), {w("id"): number}))
            if name == "commentRangeEnd":
                for number in numbers.get(key, ()):
                    run = etree.Element(w("r"))
                    etree.SubElement(run, w("commentReference"), {w("id"): number})
                    mark.addprevious(run)
            mark.getparent().remove(mark)


def add_styles(package, language):
    """Add the styles of callouts, and say the language of the text where nothing else is said."""
    root = package.tree(STYLES)
    known = {one.get(w("styleId")) for one in root.iter(w("style"))}
    for code, name, colour in CALLOUTS:
        if code in known:
            continue
        style = etree.SubElement(root, w("style"), {w("type"): "paragraph", w("customStyle"): "1", w("styleId"): code})
        etree.SubElement(style, w("name"), {w("val"): name})
        etree.SubElement(style, w("basedOn"), {w("val"): "BodyText"})
        etree.SubElement(style, w("qFormat"))
        properties = etree.SubElement(style, w("pPr"))
        borders = etree.SubElement(properties, w("pBdr"))
        line = {w("val"): "single", w("sz"): "18", w("space"): "8", w("color"): colour}
        etree.SubElement(borders, w("left"), line)
        etree.SubElement(properties, w("ind"), {w("left"): "360"})
