"""How imports are shown: their steps, the counts by fate, a row with its reasons."""

from django.utils.translation import gettext as _

from network.interchange.reading import names
from resources.imports import terms
from resources.library import vocabulary
from resources.library.models import Resource

STEPS = {
    "reading": 0,
    "failed": 0,
    "asking": 1,
    "judging": 2,
    "ready": 2,
    "writing": 3,
    "done": 4,
    "undoing": 4,
    "undone": 4,
}
KINDS = {"draft": "rest", "publish": "ok", "duplicate": "warn", "refused": "wrong"}


def steps(batch):
    """Return the steps of the way, for components/way.html."""
    here = STEPS[batch.state]
    labels = (_("Files"), _("Choices"), _("Preview"), _("Writing"), _("Report"))
    return [
        {"label": label, "state": "done" if n < here else "now" if n == here else ""} for n, label in enumerate(labels)
    ]


def tabs(batch, counts, fate):
    """Return the filter by fate, for components/tabs.html."""
    fates = [name for name in terms.FATES if counts[name]]
    address = batch.get_absolute_url()
    all_rows = {"label": _("All"), "address": address, "count": sum(counts.values()), "current": fate not in fates}
    return [all_rows] + [
        {
            "label": terms.FATES[name],
            "address": f"{address}?fate={name}",
            "count": counts[name],
            "current": name == fate,
        }
        for name in fates
    ]


def sample(row, batch):
    """Return a row in a few words, as it was read."""
    if batch.is_table:
        return {"line": row.line, "text": " | ".join(cell for cell in row.told if cell)[:300]}
    people = [names.full(one) for one in row.told.get("author", ())]
    said = [row.told.get("title", ""), ", ".join(people[:3]), row.told.get("container-title", "")]
    return {"line": row.line, "text": " · ".join(part for part in said if part)[:300]}


def row(row, batch, member):
    """Return a row of the preview or the report."""
    fate = terms.fate_of(row, batch)
    what = row.what
    facts = [vocabulary.KINDS.get(what.get("kind")), what.get("year"), ", ".join(what.get("files", ()))]
    return {
        "number": row.number,
        "line": row.line,
        "title": row.title or _("Without a title"),
        "language": what.get("language", ""),
        "people": ", ".join(one["name"] for one in what.get("authors", ())[:4]),
        "facts": [fact for fact in facts if fact],
        "fate": terms.FATES[fate],
        "sign": KINDS[fate],
        "reasons": [(one[0] if batch.is_table else "", terms.sentence(one)) for one in row.reasons],
        "twin": row.twin if row.twin_id else None,
        "twin_row": row.twin_row,
        "warnings": [(one[0], terms.warning(one)) for one in row.warnings[:20]],
        "raw": row.raw[:3000],
        "resource": row.resource,
        "state": row.resource.get_state_display() if row.resource_id else "",
        "is_undone": row.undone_at is not None,
        "is_draft": row.resource_id is not None and row.resource.state == Resource.State.DRAFT,
        "was_written": row.written_at is not None,
    }
