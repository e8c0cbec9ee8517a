"""A Word file that comes back: compared with the text that left, merged with what was written since, as suggestions."""

from pycrdt import Doc, XmlFragment

from network.live import prose, texts
from network.live.rewriting import rewrite
from resources.papers.actions.talking.proposals import begin_proposal, tell
from resources.papers.actions.word import pieces
from resources.papers.actions.word.making import contents
from resources.papers.actions.word.receiving import ELSEWHERE
from resources.papers.converting.word import Bad, opened
from resources.papers.differences import compare
from resources.papers.models import Proposal
from resources.papers.queries.word import stamped


def bring_back(row, data):
    """Make suggestions and comments of a WordFile. Raises converting.word.Bad, Denied, texts.Frozen."""
    paper, by = row.paper, row.by
    stamp = stamped(opened_stamp(data))
    if stamp and stamp["paper"] != paper.pk:
        raise Bad(ELSEWHERE)
    file = opened(data, known=stamp["changes"] if stamp else ())
    told = dict(file.left_out)
    _before, wanted = contents(paper, file, by, told)
    texts.hold(paper.document)
    head = texts.read(paper.document)
    merged = merge(paper.document, stamp["seq"], wanted) if stamp else wanted
    hunks = compare(head, merged)
    proposal = None
    if hunks:
        proposal = begin_proposal(paper, by=by, origin=Proposal.Origin.WORD, title=row.file.name[:200],
                                  content=merged, written=file.written[:5000])  # fmt: skip
    places = pieces.passages(file.after.content)
    places |= pieces.passages(file.before.content)
    branch = proposal.document if proposal else None
    said = pieces.keep_threads(paper, file.threads, places, by=by, branch=branch)
    row.proposal = proposal
    row.told |= {"comments": said, "changes": len(hunks), "is_known": bool(stamp), "left_out": told}
    if proposal:
        tell(proposal)


def opened_stamp(data):
    """Return what we wrote into a file when it left, "" for anybody else's. Raises converting.word.Bad."""
    from resources.papers.converting.word.opening import stamp_in

    return stamp_in(data)


def merge(document, seq, wanted):
    """Return the text of today with what leads from the text at `seq` to `wanted`: word by word, nothing is lost.

    The file's words are put over the text that left, as an editor off line would have typed them, and merged.
    """
    old = Doc()
    old.apply_update(texts.state(document, seq))
    rewrite(old.get(prose.FIELD, type=XmlFragment), wanted)
    new = Doc()
    new.apply_update(texts.state(document))
    new.apply_update(old.get_update())
    return prose.read(new)
