"""The lock on a protocol: what was agreed before anybody rated, as bytes that anybody can check.

The text that is hashed is kept as it is (`Protocol.document`): JSON with sorted keys, no white space, UTF-8 (the rules
of RFC 8785 for what occurs here: texts, integers, true, false, null). Its SHA-256 (FIPS 180-4) is shown with the time.
"""

import hashlib
import json

from resources.consensus.models import Evidence, Translation, Wording
from resources.consensus.queries.planning import RULES, TEXTS


def canonical(data):
    """Return `data` (texts, integers, booleans, None, lists, dicts with text keys) as canonical JSON."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest(text):
    """Return the SHA-256 of `text` in UTF-8 as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def lock(panel, *, at):
    """Lock the protocol of `panel` with the wordings of its statements: the database refuses changes from here on."""
    protocol = panel.protocol
    newest = {}
    for one in Wording.objects.filter(item__panel=panel).order_by("item", "number"):
        newest[one.item_id] = one
    lock_wordings(newest.values(), at=at)
    protocol.document = canonical(contents(panel, at))
    protocol.sha256 = digest(protocol.document)
    protocol.locked_at = at
    protocol.save()


def lock_wordings(wordings, *, at):
    """Lock wordings that are not locked yet."""
    Wording.objects.filter(pk__in=[one.pk for one in wordings], locked_at=None).update(locked_at=at)


def contents(panel, at):
    """Return what is hashed of `panel`: its rules and texts, groups, statements with checked translations, evidence."""
    protocol = panel.protocol
    checked, evidence = {}, {}
    for one in Translation.objects.filter(wording__item__panel=panel).exclude(checked_at=None).order_by("language"):
        checked.setdefault(one.wording_id, []).append(one)
    for one in Evidence.objects.filter(item__panel=panel).order_by("pk"):
        evidence.setdefault(one.item_id, []).append(one)
    statements = []
    for item in panel.items.order_by("number"):
        wording = item.wordings.order_by("-number").first()
        if wording is None:
            continue
        statements.append({
            "number": item.number,
            "text": wording.text,
            "context": wording.context,
            "language": wording.language,
            "source": item.source,
            "translations": [
                {"language": one.language, "text": one.text, "context": one.context}
                for one in checked.get(wording.pk, ())
            ],
            "evidence": [
                {"title": one.title, "address": one.address, "note": one.note} for one in evidence.get(item.pk, ())
            ],
        })  # fmt: skip
    return {
        "format": "consensus-protocol-1",
        "panel": panel.pk,
        "title": panel.title,
        "titles": panel.titles,
        "language": panel.language,
        "method": panel.method,
        "locked_at": at.isoformat(),
        "rules": {name: getattr(protocol, name) for name in RULES},
        "texts": {name: getattr(protocol, name) for name in TEXTS} | {"translations": protocol.texts},
        "groups": [{"kind": one.kind, "name": one.name} for one in panel.groups.order_by("position", "pk")],
        "statements": statements,
    }
