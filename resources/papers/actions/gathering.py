"""Bringing works into a list: files and pasted text are read at once, a DOI is asked for in a job."""

import logging

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_noop as _

from network.access.rules import demand
from network.interchange.reading import read
from network.kit.jobs import enqueue
from resources.papers import citing
from resources.papers.actions.rows import locked
from resources.papers.citing.clean import year_of
from resources.papers.models import Gathering
from resources.papers.queries import references as queries

log = logging.getLogger(__name__)
MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 2000
MOST_WARNINGS = 300
LARGE = _("This is more than 5 MB. Split it, and bring one part after the other.")
MANY = _("Only the first 2,000 works were read. Bring the rest in a second file.")
NOWHERE = _("This DOI leads nowhere. Please check it letter by letter.")
AWAY = _("The DOI could not be looked up just now. Try again later, or add the work by hand.")
SILENT = _("Nothing is told about this DOI. Please add the work by hand.")


@transaction.atomic
def begin(paper, sent, *, by, name):
    """Read references in `sent` (bytes) and keep them beside the list until `by` decides; returns the Gathering.

    Whatever is not taken is in its warnings; the bytes stay with it meanwhile.
    """
    demand(by, "papers.cite", paper)
    gathering = Gathering(paper=paper, by=by, name=name[:300], sent=sent[:MOST_BYTES])
    if len(sent) > MOST_BYTES:
        gathering.state, gathering.problem, gathering.sent = Gathering.State.FAILED, LARGE, b""
    else:
        _fill(gathering, read(sent))
    gathering.save()
    return gathering


def _fill(gathering, found):
    rows = []
    warnings = [[one.line, one.template, one.params] for one in found.warnings[:MOST_WARNINGS]]
    if len(found.records) > MOST_ROWS:
        warnings.insert(0, [0, MANY, {}])
    for record in found.records[:MOST_ROWS]:
        csl = citing.cleaned(record.csl)
        row = {"csl": csl, "line": record.line, "said": [[w.line, w.template, w.params] for w in found.of(record)][:20]}
        if not csl.get("title"):
            row |= {"fate": Gathering.UNREAD, "raw": record.raw[:400]}
        rows.append(row)
    gathering.rows, gathering.warnings = judged(gathering.paper, rows), warnings
    gathering.state = Gathering.State.READY


def judged(paper, rows):
    """Return rows with their fates: new, in the list already (with its key), or the same as a row further up."""
    from resources.imports.normal import key_of, same_work

    dois, titles = {}, {}

    def note(doi, title, year, where):
        if doi:
            dois.setdefault(doi, where)
        if key_of(title):
            titles.setdefault(key_of(title), []).append((year, doi, where))

    for one in paper.references.order_by("pk").only("pk", "key", "doi", "title", "year"):
        note(one.doi, one.title, one.year, (Gathering.KNOWN, one.key))
    for number, row in enumerate(rows):
        if row.get("fate") == Gathering.UNREAD:
            continue
        doi, title, year = row["csl"].get("DOI", "").lower(), citing.plain_title(row["csl"]), year_of(row["csl"])
        where = dois.get(doi) if doi else None
        for other_year, other_doi, there in titles.get(key_of(title), ()):
            if where is None and same_work(year, doi, other_year, other_doi):
                where = there
        row["fate"], row["key"] = where or (Gathering.NEW, "")
        note(doi, title, year, where or (Gathering.TWICE, str(number + 1)))
    return rows


@transaction.atomic
def ask_doi(paper, doi, *, by):
    """Ask what a DOI means, in a job; returns the Gathering in which the answer will stand."""
    paper = locked(paper)
    demand(by, "papers.cite", paper)
    open_one = paper.gatherings.filter(by=by, doi__iexact=doi, done_at=None, state=Gathering.State.WAITING).first()
    if open_one:
        return open_one
    gathering = Gathering.objects.create(paper=paper, by=by, name=doi[:300], doi=doi[:300])
    enqueue("papers.ask_doi", {"gathering": gathering.pk})
    return gathering


def answer_doi(gathering_id):
    """Do what `ask_doi` asked for. Does nothing the second time."""
    from resources.imports import doi as resolver
    from resources.imports.outside import Away
    from resources.library.lookups import Unresolved

    gathering = Gathering.objects.filter(pk=gathering_id, state=Gathering.State.WAITING).first()
    if gathering is None:
        return
    problem, csl = "", None
    if not settings.DOI_RESOLVER_URL:
        problem = AWAY
    else:
        try:
            csl = resolver.fetched(gathering.doi)
            problem = "" if csl else SILENT
        except Unresolved:
            problem = NOWHERE
        except Away as reason:
            log.info("the resolver of DOIs is away: %s", reason)
            problem = AWAY
    with transaction.atomic():
        gathering = Gathering.objects.select_for_update().filter(pk=gathering_id, done_at=None).first()
        if gathering is None:
            return
        if csl:
            csl = citing.cleaned(csl | {"DOI": csl.get("DOI") or gathering.doi})
            gathering.rows = judged(gathering.paper, [{"csl": csl, "line": 1, "said": []}])
        gathering.problem = problem
        gathering.state = Gathering.State.FAILED if problem else Gathering.State.READY
        gathering.save(update_fields=["rows", "problem", "state"])


def known(paper, doi):
    """Return the reference of the list with this DOI, None if there is none."""
    return queries.twin_of(paper, {"DOI": doi})
