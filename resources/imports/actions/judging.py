"""Judging rows: what each would become, before anything is written."""

import hashlib

from django.db import transaction
from django.utils.translation import override

from network.access.rules import demand
from network.files.sniff import sniff
from network.files.terms import NoSpace, Refused
from resources.imports import lookups, terms
from resources.imports.actions.rows import go, locked
from resources.imports.models import Import, Row
from resources.imports.parcels import Parcel
from resources.imports.twins import Earlier, Known
from resources.imports.understanding import Understood, language_of_title, of_cells, of_csl
from resources.library import vocabulary

TOLD = ("kind", "licence", "language", "visibility")


@transaction.atomic
def choose(batch, *, by, columns=None, defaults=None, duplicates="skip", publishes=False):
    """Say what the columns hold, what holds for rows that do not say it, and what becomes of duplicates; then judge.

    `columns`: a field of `terms.FIELDS` or "" for each heading. `defaults`: kind, licence, language, cities (slugs),
    visibility.
    """
    batch = locked(batch)
    demand(by, "imports.go_on", batch)
    if columns is not None:
        batch.columns = [field if field in terms.FIELDS else "" for field in columns][: len(batch.headings)]
    if defaults is not None:
        batch.defaults = batch.defaults | defaults
    batch.duplicates = duplicates if duplicates in terms.DUPLICATES else "skip"
    batch.publishes = bool(publishes)
    batch.state, batch.done = Import.State.JUDGING, 0
    batch.save()
    go(batch)
    return batch


def judge(batch_id):
    """Judge the rows of an import: each one by itself in slices, then all of them against the library."""
    batch = Import.objects.select_related("owner").filter(pk=batch_id, state=Import.State.JUDGING).first()
    if batch is None:
        return
    with override(batch.owner.language), Parcel(batch.files.order_by("created_at", "pk")) as parcel:
        judged = Judge(batch, parcel)
        while True:
            with transaction.atomic():
                mine = locked(batch)
                if mine.state != Import.State.JUDGING:
                    return
                rows = list(mine.rows.filter(number__gt=mine.done).order_by("number")[: terms.LOOKED_AT])
                if not rows:
                    break
                for row in rows:
                    judged.look(row)
                Row.objects.bulk_update(rows, ["title", "what", "fate", "is_complete", "reasons"])
                mine.done = rows[-1].number
                mine.save(update_fields=["done", "changed_at"])
    _compare(batch)


class Judge:
    """Understands rows of one import."""

    def __init__(self, batch, parcel):
        self.batch, self.parcel, self.sniffed = batch, parcel, {}
        self.cities = lookups.cities(batch.owner)

    def look(self, row):
        """Write on a row what it says, and whether it is refused; twins come later."""
        batch = self.batch
        read = of_csl if not batch.is_table else self.of_cells
        found = read(row.told)
        self.settle(found)
        what = found.what
        row.title, row.what = what["title"][:300], what
        row.reasons = found.reasons or found.notes
        row.fate = Row.Fate.REFUSED if found.reasons else Row.Fate.NEW
        row.is_complete = not found.reasons and is_complete(what)

    def of_cells(self, cells):
        """Understand a row of a table."""
        return of_cells(cells, self.batch.headings, self.batch.columns, self.cities)

    def settle(self, found: Understood):
        """Fill what a row does not say with the choices for all, and look at the files that it names."""
        what, defaults = found.what, self.batch.defaults
        for name in ("kind", "licence", "visibility", "cities"):
            if not what.get(name) and defaults.get(name):
                what[name] = defaults[name]
        if not what.get("languages") and defaults.get("language"):
            what["languages"] = [defaults["language"]]
        what["language"] = language_of_title(what["title"], what.get("languages", []), self.batch.owner.language)
        what["sums"] = []
        for name in what.get("files", ()):
            places = self.parcel.find(name)
            if len(places) != 1:
                found.refuse("file", "two_files" if places else "no_file", text=name[:80])
                continue
            checksum, why = self.checked(places[0])
            if why:
                found.refuse("file", "bad_file", text=name[:80], why=why)
            else:
                what["sums"].append(checksum)

    def checked(self, place):
        """Return (checksum, "") of the file at a place, or ("", why it is not taken); each is looked at once."""
        key = (place[0].pk, place[2].filename if place[2] is not None else "")
        if key not in self.sniffed:
            try:
                with self.parcel.unpacked(place) as (path, name):
                    sniff(path, name)
                    with open(path, "rb") as stream:
                        self.sniffed[key] = (hashlib.file_digest(stream, "sha256").hexdigest(), "")
            except (Refused, NoSpace) as refusal:
                self.sniffed[key] = ("", str(refusal.sentence))
        return self.sniffed[key]


def is_complete(what):
    """Say whether what is known of a row is enough to publish it."""
    licence = vocabulary.LICENCES.get(what.get("licence"))
    return bool(
        what.get("title")
        and what.get("kind")
        and what.get("languages")
        and (what.get("files") or what.get("link"))
        and licence is not None
        and licence.may_publish
        and (what.get("visibility") != "city" or what.get("cities"))
    )


def _compare(batch):
    """Find what is in the library already, and rows that repeat an earlier one; then the preview is ready."""
    rows = batch.rows.exclude(fate=Row.Fate.REFUSED).only("pk", "number", "what", "fate", "twin", "twin_row")
    known, earlier = Known(), Earlier()
    for row in rows.iterator(chunk_size=2000):
        known.want(row.what)
    known.look(batch.owner)
    with transaction.atomic():
        mine = locked(batch)
        if mine.state != Import.State.JUDGING:
            return
        mine.rows.exclude(twin=None, twin_row=None).update(twin=None, twin_row=None)
        changed = []
        for row in rows.order_by("number").iterator(chunk_size=2000):
            row.twin_id, row.twin_row = known.twin_of(row.what), None
            if row.twin_id is None:
                row.twin_row = earlier.twin_of(row.number, row.what)
            if row.twin_id or row.twin_row:
                row.fate = Row.Fate.DUPLICATE
                changed.append(row)
        Row.objects.bulk_update(changed, ["fate", "twin", "twin_row"], batch_size=1000)
        mine.state, mine.done = Import.State.READY, mine.total
        mine.save(update_fields=["state", "done", "changed_at"])
