"""What whoever runs a panel adds to its report in words."""

import hashlib

from django.db import transaction

from network.access.rules import demand
from network.activity.actions import record
from resources.consensus.actions.planning.rows import among_us, home_of, locked
from resources.consensus.activity.report import REPORT_TOLD
from resources.consensus.report.items import BY_CODE, MOST_LETTERS


class Crossed(Exception):
    """Somebody else wrote the same fields meanwhile: `theirs` {code: words that stand now}. Nothing was kept."""

    def __init__(self, theirs):
        super().__init__(", ".join(theirs))
        self.theirs = theirs


def mark_of(words):
    """Return a short mark of words, by which a form knows what it was filled from."""
    return hashlib.sha256((words or "").encode()).hexdigest()[:16]


@transaction.atomic
def tell(panel, words, *, by, seen=None, at=None):
    """Keep `words` {code: text} for the report of `panel`; returns the codes that changed.

    `seen` {code: mark of what the form was filled from}: a field that only another changed stays as it is, one that
    both changed raises Crossed. Unknown codes raise KeyError, too many letters ValueError.
    """
    panel = locked(panel)
    demand(by, "consensus.run", panel)
    story, theirs, changed = dict(panel.story), {}, []
    for code, text in words.items():
        BY_CODE[code]
        text = (text or "").replace("\r\n", "\n").strip()
        if len(text) > MOST_LETTERS:
            raise ValueError(code)
        stands = story.get(code, "")
        if text == stands:
            continue
        was = (seen or {}).get(code)
        if was is not None and was != mark_of(stands):
            if was == mark_of(text):
                continue
            theirs[code] = stands
            continue
        if text:
            story[code] = text
        else:
            story.pop(code, None)
        changed.append(code)
    if theirs:
        raise Crossed(theirs)
    if changed:
        panel.story = story
        panel.save(update_fields=["story", "changed_at"])
        record(REPORT_TOLD, by=by, subject=panel, city=home_of(by), audience=among_us(panel),
               detail={"title": panel.title, "fields": changed}, at=at)  # fmt: skip
    return changed
