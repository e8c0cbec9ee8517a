"""Words and exceptions of the library that belong to no table."""

import re

from django.utils.translation import gettext_lazy as _

TITLE_LIMIT = 300
DOI = re.compile(r"(?i)^(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/[^\s\"<>]+)$")
CURATORS = "curators"
"""Audience key of those who look after the whole network's library: network coordinators and administrators."""

VISITORS = "visitors"
"""Where downloads are counted of those who are not signed in; nobody asks them where they are."""


def doi_of(text):
    """Return the DOI (10.…/…) that a text or a link holds, or ""."""
    found = DOI.match((text or "").strip())
    return found.group(1) if found else ""


class NotReady(Exception):
    """A resource that cannot be published yet; `missing` is {field: sentence}."""

    def __init__(self, missing):
        super().__init__(", ".join(missing))
        self.missing = missing


MISSING = {
    "title": _("Give it a title."),
    "kind": _("Say what kind of resource it is."),
    "licence": _("Say what others may do with it."),
    "licence_open": _("While its licence is not known it cannot be published. Ask the authors, then choose one."),
    "languages": _("Say in which languages it is."),
    "cities": _("Say which cities may see it."),
    "files": _("Add a file or a link: there is nothing to read yet."),
    "receiving": _("A file is still on its way. Wait until it has arrived, or take it away."),
    "refused": _("A file was refused. Take it away, or put another one in its place."),
}
