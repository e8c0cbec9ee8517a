"""DOI, ISSN, ISBN, PMID and pages, told apart and written in one way."""

import re

_DOI = re.compile(r"(?<![0-9.])10\.[0-9]{1,9}(?:\.[0-9]{1,9})*/[^\s\"<>]+")
_ISSN = re.compile(r"(?<![0-9Xx-])([0-9]{4})-?([0-9]{3}[0-9Xx])(?![0-9Xx-])")


def doi(text):
    """Return the DOI in a text or an address, without what follows it in a sentence; "" if there is none."""
    found = _DOI.search(text.replace("%2F", "/").replace("%2f", "/"))
    if not found:
        return ""
    made = found[0].rstrip(".,;:'\"”’")
    while made.endswith((")", "]", "}")) and made.count(made[-1]) > made.count(
        {")": "(", "]": "[", "}": "{"}[made[-1]]
    ):
        made = made[:-1].rstrip(".,;")
    return made


def dois(text):
    """Return all DOIs in a text, in order, each once (letters of either case are the same)."""
    found = {}
    for match in _DOI.finditer(text):
        made = doi(match[0])
        found.setdefault(made.lower(), made)
    return list(found.values())


def serial(text):
    """Return ("ISSN", …) or ("ISBN", …) of a number, ("", text) where it is neither."""
    bare = re.sub(r"[^0-9Xx]", "", text)
    if "isbn" not in text.lower() and (found := _ISSN.search(text)) and len(bare) in (8, 16):
        return "ISSN", f"{found[1]}-{found[2].upper()}"
    first = re.search(r"(?:97[89][- ]?)?(?:[0-9][- ]?){9}[0-9Xx]", text)
    if first:
        return "ISBN", re.sub(r"[^0-9Xx-]", "", first[0].replace(" ", "-")).strip("-")
    return "", text


def pages(first, last=""):
    """Return pages as '12-15'; 'S12-S15' and '1203-9' stay as they are."""
    first, last = (re.sub(r"\s*(?:--+|[–—−‐‑])\s*", "-", " ".join(part.split())) for part in (first, last))
    return f"{first}-{last}" if first and last and last not in (first, first.split("-")[-1]) else first or last
