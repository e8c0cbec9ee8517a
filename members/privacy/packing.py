"""The archive itself: a ZIP of one JSON file per room, the member's own files, and a page that a person can read."""

import json
import logging
import re
import shutil
import zipfile
from functools import cache
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.dateformat import format as date_format
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext

from network.kit import clock, personal, words

log = logging.getLogger(__name__)
PIECE = 1 << 20
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\S*\Z")
MOST_ROWS = 2000
"""As many rows of one list stand in the page; the JSON beside it has all of them."""


def pack(member, path):
    """Write the archive of `member` to `path`: index.html, data/<room>.json, files/…; in the member's language."""
    with (
        translation.override(member.language),
        timezone.override(clock.zone(member.time_zone)),
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive,
    ):
        rooms = []
        for name, (label, mine) in sorted(personal.all_exports().items()):
            held = personal.jsonable(mine(member))
            archive.writestr(f"data/{name}.json", json.dumps(held, ensure_ascii=False, indent=1))
            rooms.append({"name": name, "label": str(label), "rows": tree(held)})
        files = [
            row for name, rows in sorted(personal.all_files().items()) for row in _add_files(archive, rows(member))
        ]
        context = {"member": member, "rooms": rooms, "files": files, "made_at": clock.now(), "host": host()}
        archive.writestr("index.html", render_to_string("privacy/archive.html", context))
        archive.writestr("style.css", render_to_string("privacy/parts/archive.css"))


def host():
    """Return the name of this portal's host."""
    return urlsplit(settings.SITE_URL).hostname or ""


def _add_files(archive, rows):
    """Copy files into the archive piece by piece; one whose bytes cannot be read is named, and keeps no other out."""
    taken = set()
    for name, opened in rows:
        inner = _inner(name, taken)
        try:
            with opened() as source, archive.open(zipfile.ZipInfo(inner), "w", force_zip64=True) as target:
                shutil.copyfileobj(source, target, PIECE)
        except OSError:
            log.warning("a file of an archive could not be read", exc_info=True)
            yield {"name": name, "address": ""}
        else:
            yield {"name": name, "address": inner}


def _inner(name, taken):
    """Return a name inside the archive that leads nowhere else and stands there once."""
    parts = [re.sub(r"[^-\w. ]", "", part).strip(". ") for part in name.replace("\\", "/").split("/")]
    inner = "files/" + ("/".join(part for part in parts if part) or "file")
    stem, dot, ending = inner.rpartition(".")
    number, found = 2, inner
    while found in taken:
        found = f"{stem}-{number}.{ending}" if dot else f"{inner}-{number}"
        number += 1
    taken.add(found)
    return found


def tree(value, key=""):
    """Return what a template draws of JSON: {"kind": "list" | "table" | "text", "label", "rows" or "text"}."""
    label = word_for(key) if key else ""
    if isinstance(value, dict):
        # What is empty stands in the JSON alone.
        rows = [tree(one, name) for name, one in value.items() if one not in (None, "", [], {})]
        return {"kind": "table", "label": label, "rows": rows}
    if isinstance(value, list):
        rows = [tree(one) for one in value[:MOST_ROWS]]
        if all(row["kind"] == "text" for row in rows):
            return {"kind": "text", "label": label, "text": ", ".join(row["text"] for row in rows)}
        return {"kind": "list", "label": label, "rows": rows, "more": len(value) - len(rows)}
    if isinstance(value, bool):
        return {"kind": "text", "label": label, "text": gettext("yes") if value else gettext("no")}
    return {"kind": "text", "label": label, "text": "" if value is None else _readable(str(value))}


def _readable(text):
    """Return a moment of the JSON as the reader's clock and language have it; any other text as it is."""
    moment = parse_datetime(text) if MOMENT.match(text) else None
    if moment is None:
        return text
    local = timezone.localtime(moment)
    return f"{date_format(local.date(), words.patterns()[1])}, {local:%H:%M}"


def word_for(key):
    """Return how a person reads a key: the label of a column of that name in the reader's language, else its words."""
    found = _labels().get(key)
    word = str(found) if found else key.replace("_", " ")
    return word[:1].upper() + word[1:]


@cache
def _labels():
    """{column name: its label}, of our own models; the first one that has a label of its own."""
    ours = [
        config for config in apps.get_app_configs() if config.name.split(".")[0] in ("network", "members", "resources")
    ]
    labels = {}
    # From the ground up: the words of the accounts suit a person better than those of a special list.
    for config in reversed(ours):
        for model in config.get_models():
            for field in model._meta.concrete_fields:
                if not isinstance(field.verbose_name, str):
                    labels.setdefault(field.name, field.verbose_name)
    return labels
