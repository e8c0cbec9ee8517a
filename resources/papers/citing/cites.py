"""Citations of a text: where they stand, which keys they name, and how pandoc is told of one."""

from network.kit.words import is_chinese

LABELS = ("page", "chapter", "section", "paragraph", "figure", "table", "volume")
"""What a locator can count. The first is what is meant where nothing is said."""

# In English the processor knows the words itself; in other languages they are written out as they are.
ENGLISH = {"chapter": "chap.", "section": "sec.", "paragraph": "para.", "figure": "fig.", "volume": "vol."}
WORDS = {
    "da": {"chapter": "kap.", "section": "afsnit", "paragraph": "stk.", "figure": "fig.", "table": "tabel",
           "volume": "bd."},
    "es": {"chapter": "cap.", "section": "sec.", "paragraph": "párr.", "figure": "fig.", "table": "tabla",
           "volume": "vol."},
    "zh": {"chapter": "章", "section": "节", "paragraph": "段", "figure": "图", "table": "表", "volume": "卷"},
}  # fmt: skip


def citations_in(content):
    """Return the attributes of all citations of a text, in its order."""
    found = []

    def walk(node):
        if node.get("type") == "citation":
            found.append(node.get("attrs") or {})
        for child in node.get("content") or ():
            walk(child)

    walk(content)
    return found


def keys_in(content):
    """Return {key: how often it is cited} of a text."""
    counts = {}
    for citation in citations_in(content):
        for item in citation.get("items") or ():
            if item.get("key"):
                counts[item["key"]] = counts.get(item["key"], 0) + 1
    return counts


def cite_of(attrs, language="en"):
    """Return the Pandoc AST of one citation: `attrs` are {items: [{key, locator, label, prefix, suffix}], mode}."""
    first_mode = "AuthorInText" if attrs.get("mode") == "text" else "NormalCitation"
    cited = []
    for number, item in enumerate(attrs.get("items") or ()):
        cited.append(
            {
                "citationId": str(item.get("key") or "?"),
                "citationPrefix": words(item.get("prefix") or ""),
                "citationSuffix": _suffix(item, language),
                "citationMode": {"t": "NormalCitation" if number else first_mode},
                "citationNoteNum": 0,
                "citationHash": 0,
            }
        )
    return {"t": "Cite", "c": [cited, []]}


def _suffix(item, language):
    """Return what stands behind a work: its locator in braces (so that nothing is guessed), then the words."""
    locator, suffix = " ".join(str(item.get("locator") or "").split()), str(item.get("suffix") or "").strip()
    label = item.get("label") or "page"
    first = (language or "en").split("-")[0]
    parts = []
    if locator:
        locator = locator.replace("{", "(").replace("}", ")")
        if label == "page":
            parts = words(", {" + locator + "}")
        elif first in WORDS:
            said = WORDS[first].get(label, label)
            near = "" if is_chinese(said[0]) else " "
            parts = words(", {}, " + said + near + locator)
        elif label in ENGLISH:
            parts = words(", {" + f"{ENGLISH[label]} {locator}" + "}")
        else:
            parts = words(", {}, " + f"{label} {locator}")
    elif suffix:
        return words(", {} " + suffix)
    return parts + (words(", " + suffix) if suffix else [])


def words(text):
    """Return plain text as Pandoc's inlines."""
    out = []
    for number, part in enumerate(str(text).split(" ")):
        if number:
            out.append({"t": "Space"})
        if part:
            out.append({"t": "Str", "c": part})
    return out
