"""Tracked changes of Word, taken in or put back, over a whole part. Source: ECMA-376, part 1, 17.13.5.

`is_taken(author, date)` says of each change whether it holds. What it says of the form alone (a bolder word, another
indent) holds always: no text is lost by it.
"""

import copy

from resources.papers.converting.word.package import w

COME, GONE = (w("ins"), w("moveTo")), (w("del"), w("moveFrom"))
FORMS = tuple(w(name) for name in ("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblGridChange",
                                   "trPrChange", "tcPrChange", "numberingChange",
                                   "tblPrExChange", "cellMerge"))  # fmt: skip
RANGES = tuple(w(name) for name in ("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd",
                                    "customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart",
                                    "customXmlDelRangeEnd"))  # fmt: skip


def settle(root, is_taken):
    """Return a copy of a part in which every change is taken in or put back."""
    root = copy.deepcopy(root)
    for one in [*root.iter(*FORMS, *RANGES)]:
        one.getparent().remove(one)
    _rows(root, is_taken)
    _paragraph_marks(root, is_taken)
    for one in [*root.iter(*COME, *GONE)]:
        if one.getparent() is None:
            continue
        stays = _holds(one, is_taken) == (one.tag in COME)
        if stays:
            _unwrap(one)
        else:
            one.getparent().remove(one)
    for one in root.iter(w("delText"), w("delInstrText")):
        one.tag = w("t") if one.tag == w("delText") else w("instrText")
    return root


def found_in(root, text_of):
    """Return what was changed as [{"name", "at", "before", "after"}], neighbours by the same person as one."""
    made = []
    for paragraph in root.iter(w("p")):
        last = None
        for child in paragraph.iter(w("ins"), w("del"), w("moveTo"), w("moveFrom"), w("r")):
            if child.tag == w("r"):
                if not any(one.tag in COME + GONE for one in child.iterancestors()):
                    last = None
                continue
            words = text_of(child)
            if not words:
                continue
            side = "after" if child.tag in COME else "before"
            name, at = child.get(w("author")) or "", child.get(w("date")) or ""
            if last is not None and last["name"] == name:
                last[side] += words
            else:
                last = {"name": name, "at": at, "before": "", "after": ""}
                last[side] = words
                made.append(last)
    return made


def _holds(change, is_taken):
    return is_taken(change.get(w("author")) or "", change.get(w("date")) or "")


def _unwrap(one):
    parent, place = one.getparent(), one.getparent().index(one)
    for child in [*one]:
        parent.insert(place, child)
        place += 1
    parent.remove(one)


def _rows(root, is_taken):
    """Take out rows and cells that are not there, and tables without rows."""
    for name, kinds in (("trPr", ("ins", "del")), ("tcPr", ("cellIns", "cellDel"))):
        for properties in [*root.iter(w(name))]:
            for kind in kinds:
                change = properties.find(w(kind))
                if change is None:
                    continue
                properties.remove(change)
                comes = kind in ("ins", "cellIns")
                if _holds(change, is_taken) != comes and properties.getparent().getparent() is not None:
                    properties.getparent().getparent().remove(properties.getparent())
                    break
    for table in [*root.iter(w("tbl"))]:
        for row in table.findall(w("tr")):
            if row.find(f".//{w('tc')}") is None:
                table.remove(row)
        if table.find(w("tr")) is None and table.getparent() is not None:
            table.getparent().remove(table)


def _paragraph_marks(root, is_taken):
    """Let a paragraph whose end is not there flow into the next one; its words stay."""
    # From the end on, so that each paragraph moves no more than its own words.
    for properties in [*root.iter(w("pPr"))][::-1]:
        runs = properties.find(w("rPr"))
        if runs is None:
            continue
        missing = False
        for change in [one for one in runs if one.tag in COME + GONE]:
            missing = missing or _holds(change, is_taken) != (change.tag in COME)
            runs.remove(change)
        if missing:
            _flow(properties.getparent(), is_taken)


def _flow(paragraph, is_taken):
    following = paragraph.getnext()
    while following is not None and following.tag in (w("bookmarkStart"), w("bookmarkEnd")):
        following = following.getnext()
    inside = [one for one in paragraph if one.tag != w("pPr")]
    is_empty = not any(_stays(one, is_taken) for one in inside)
    if following is not None and following.tag == w("p"):
        place = 1 if following.find(w("pPr")) is not None else 0
        if not is_empty and following.find(w("pPr")) is not None and not _has_words(following, is_taken):
            following.replace(following.find(w("pPr")), copy.deepcopy(paragraph.find(w("pPr"))))
        kept = inside if not is_empty else [one for one in inside if one.tag not in COME + GONE and not _mark(one)]
        first = following[place] if len(following) > place else None
        for one in kept:
            if first is None:
                following.append(one)
            else:
                first.addprevious(one)
        _drop(paragraph)
    elif is_empty and (paragraph.getparent().tag != w("tc") or len(paragraph.getparent().findall(w("p"))) > 1):
        _drop(paragraph)


def _mark(one):
    """Whether this is one of our bookmarks, which speaks of a paragraph that is no more."""
    return one.tag in (w("bookmarkStart"), w("bookmarkEnd"))


def _drop(paragraph):
    if paragraph.getparent() is not None:
        paragraph.getparent().remove(paragraph)


def _has_words(paragraph, is_taken):
    return any(_stays(one, is_taken) for one in paragraph if one.tag != w("pPr"))


def _stays(one, is_taken):
    """Whether anything that is seen stays of a child of a paragraph."""
    if not isinstance(one.tag, str) or one.tag in (w("bookmarkStart"), w("bookmarkEnd"), w("proofErr")):
        return False
    seen = (w("t"), w("delText"), w("drawing"), w("pict"), w("object"), w("footnoteReference"), w("br"), w("tab"),
            w("endnoteReference"), w("sym"))  # fmt: skip
    return any(_holds_through(each, is_taken) for each in one.iter(*seen))


def _holds_through(element, is_taken):
    """Whether an element stays after all the changes that it stands in."""
    return all(_holds(above, is_taken) == (above.tag in COME) for above in element.iterancestors(*COME, *GONE))


def words_of(element):
    """Return the words of runs, deleted ones too."""
    return "".join(one.text or "" for one in element.iter(w("t"), w("delText")))
