"""FAIR Signposting (signposting.org/FAIR): links between a page, its files and its records, for programs.

Level 1: in the header `Link` of the page and of its records. Level 2: all of them in a link set (RFC 9264), which also
says of each file where it belongs.
"""

import json
import re

from network.interchange.formats import FORMATS
from network.interchange.works import absolute

LINKSET = "application/linkset+json"
PAGE = "https://schema.org/AboutPage"
MOST = 10
"""Links of one kind in a header; the link set has all."""

RECORDS = ("jsonld", "datacite.json", "datacite.xml", "dc.xml", "bib", "ris", "json")
"""Endings of the records of one thing."""


def record_address(work, shelf, ending):
    """Return the whole address of one of a work's records."""
    return absolute(f"/records/{shelf}/{work.number}.{ending}")


def links(work, shelf):
    """Return [(relation, address, {attribute: words})] of a work's page."""
    found = [("cite-as", work.cited_as, {})]
    found += [("author", person.orcid_address, {}) for person in work.authors if person.orcid]
    found += [("type", PAGE, {}), *(("type", f"https://schema.org/{name}", {}) for name in work.genre.schema)]
    if work.licence and work.licence.address:
        found.append(("license", work.licence.address, {}))
    for ending in RECORDS:
        form = FORMATS[ending]
        attributes = {"type": _bare(form.content_type)} | ({"profile": form.profile} if form.profile else {})
        found.append(("describedby", record_address(work, shelf, ending), attributes))
    found += [("item", absolute(file.address), {"type": _bare(file.content_type)}) for file in work.files]
    return found


def header(work, shelf):
    """Return the value of the header `Link` of a work's page."""
    told, counts = [], {}
    for relation, address, attributes in links(work, shelf):
        counts[relation] = counts.get(relation, 0) + 1
        if counts[relation] <= MOST:
            told.append(_link(relation, address, attributes))
    told.append(_link("linkset", record_address(work, shelf, "linkset"), {"type": LINKSET}))
    return ", ".join(told)


def back(work, shelf):
    """Return the value of the header `Link` of one of a work's records."""
    page = _link("describes", absolute(work.page or work.address), {"type": "text/html"})
    return f"{page}, {_link('linkset', record_address(work, shelf, 'linkset'), {'type': LINKSET})}"


def linkset(work, shelf):
    """Return the link set of a work as JSON (RFC 9264, section 4.2)."""
    page = absolute(work.page or work.address)
    here = {"anchor": page}
    for relation, address, attributes in links(work, shelf):
        here.setdefault(relation, []).append({"href": address} | attributes)
    to_page = [{"href": page, "type": "text/html"}]
    contexts = [here]
    for file in work.files:
        contexts.append({"anchor": absolute(file.address), "collection": to_page})
    for ending in RECORDS:
        contexts.append({"anchor": record_address(work, shelf, ending), "describes": to_page})
    return json.dumps({"linkset": contexts}, ensure_ascii=False, indent=1) + "\n"


def _bare(content_type):
    return content_type.partition(";")[0]


def _link(relation, address, attributes):
    told = "".join(f'; {name}="{_quoted(value)}"' for name, value in attributes.items())
    # What stands between the brackets is an address in ASCII: nothing in it ends the link or the header.
    safe = re.sub(r"[^!#$%&'()*+,\-./0-9:;=?@A-Z\[\]_a-z~]", lambda m: _percent(m[0]), address)
    return f'<{safe}>; rel="{relation}"{told}'


def _percent(character):
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "replace"))


def _quoted(words):
    return re.sub(r"[^ !#-\[\]-~]", "", words)
