"""Words and exceptions of the library that belong to no table."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _

TITLE_LIMIT = 300
DOI = re.compile(r"(?i)^(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/[^\s\"<>]+)$")
CURATORS = "network"
"""Audience key of those who look after the whole network: its coordinators and administrators."""

VISITORS = "visitors"
"""Where downloads are counted of those who are not signed in; nobody asks them where they are."""


def link_of(text):
    """Return what somebody gave as a link: a DOI as https://doi.org/…, an address with http or https, "" for nothing.

    Raises ValueError for anything else: no other scheme ever becomes a link.
    """
    text = "".join(c for c in (text or "") if c.isprintable()).strip()
    if not text:
        return ""
    if doi := doi_of(text):
        return f"https://doi.org/{doi}"
    if re.match(r"(?i)^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}(/|$)", text):
        text = f"https://{text}"
    parts = urlsplit(text)
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname or "." not in parts.hostname:
        raise ValueError(text)
    if parts.username or parts.password or " " in text or len(text) > 1000:
        raise ValueError(text)
    return text


def doi_of(text):
    """Return the DOI (10.…/…) that a text or a link holds, or ""."""
    found = DOI.match((text or "").strip())
    return found.group(1) if found else ""


def number_of(address):
    """Return the number of the resource that an address of this portal means, None for any other address."""
    parts = urlsplit(address)
    found = re.match(r"/resources/([0-9]{1,15})(/|$)", parts.path)
    is_here = parts.netloc.lower() == urlsplit(settings.SITE_URL).netloc.lower()
    return int(found[1]) if found and is_here else None


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
    "note": _("Say in a sentence what is new."),
    "receiving": _("A file is still on its way. Wait until it has arrived, or take it away."),
    "refused": _("A file was refused. Take it away, or put another one in its place."),
}
