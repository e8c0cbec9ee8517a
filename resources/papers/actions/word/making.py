"""A paper made from a Word file: its text as it was before tracked changes, these as suggestions, comments as talks."""

from network.live import texts
from resources.papers.actions import papers
from resources.papers.actions.rows import spread
from resources.papers.actions.talking.proposals import begin_proposal, tell
from resources.papers.actions.word import pieces
from resources.papers.converting.word import opened
from resources.papers.models import Proposal
from resources.papers.schema import check, clean


def make(row, data):
    """Make the paper of a WordFile from its bytes. Raises converting.word.Bad."""
    file = opened(data)
    language = _language(file.language, row.told.get("language") or "en")
    title = (file.before.title or row.file.name.rpartition(".")[0] or row.file.name)[:300]
    paper = papers.begin(by=row.by, title=title, language=language, sections=[])
    told = dict(file.left_out)
    row.paper = paper
    before, after = contents(paper, file, row.by, told)
    texts.rewrite(paper.document, before, by=row.by)
    proposal = None
    if file.is_changed and before != after:
        proposal = begin_proposal(paper, by=row.by, origin=Proposal.Origin.WORD, title=row.file.name[:200],
                                  content=after, written=file.written[:5000])  # fmt: skip
    branch = proposal.document if proposal else None
    places = pieces.passages(file.after.content) | pieces.passages(file.before.content)
    said = pieces.keep_threads(paper, file.threads, places, by=row.by, branch=branch)
    row.proposal = proposal
    row.told |= {"comments": said, "changes": len(file.written), "works": len(file.works), "left_out": told}
    spread(paper)
    if proposal:
        tell(proposal)


def contents(paper, file, by, told):
    """Return (text without, text with the tracked changes) of an Opened, fitted for `paper` and cleaned."""
    pictures = pieces.Pictures(paper, file.package, by, told)
    works = pieces.keys_of_works(paper, file.works, by)
    own = set(paper.figures.values_list("pk", flat=True))
    made = []
    for reading in (file.before, file.after):
        content = pieces.fitted(reading.content, pictures=pictures, works=works, own_figures=own)
        figures = set(paper.figures.values_list("pk", flat=True))
        keys = set(paper.references.values_list("key", flat=True))
        content, _dropped = clean(content, figures=figures, references=keys)
        made.append(content)
    _sound(made[0])
    return made


def _sound(content):
    """Refuse a text that nobody could work on. Raises converting.word.Bad."""
    from resources.papers.converting.word.opening import TOO_LONG, Bad

    if any(problem.code in ("too-long", "too-deep") for problem in check(content)):
        raise Bad(TOO_LONG)


def _language(code, otherwise):
    """Return the portal's language for that of a file; the reader's where the portal does not speak it."""
    from django.conf import settings

    known = {one for one, _label in settings.LANGUAGES}
    return next((one for one in (code.lower(), code.split("-")[0].lower()) if one in known), otherwise)
