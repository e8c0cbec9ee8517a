"""A paper as a Word file: its text, and if wanted what is suggested to it and said about it."""

import base64
import logging

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.dateparse import parse_datetime

from network.access.rules import may
from network.files import storing
from network.live import texts
from resources.papers.actions.talking.proposals import follow
from resources.papers.converting.survey import survey
from resources.papers.converting.word import written
from resources.papers.converting.word.remarks import moment
from resources.papers.models import Proposal
from resources.papers.queries.references import as_csl
from resources.papers.queries.talking.threads import threads_of
from resources.papers.queries.talking.writers import Writers

log = logging.getLogger(__name__)
SALT = "papers.word"
MOST_PICTURES = 60 * 1024 * 1024


def stamp_of(paper, seq, changes=()):
    """Return what a Word file of ours is known by when it comes back: paper, place in the log, changes in it."""
    return signing.dumps({"paper": paper.pk, "seq": seq, "changes": [list(one) for one in changes]}, salt=SALT)


def stamped(stamp):
    """Return {"paper", "seq", "changes": {(author, date)}} of a stamp of ours, None of any other."""
    try:
        said = signing.loads(stamp, salt=SALT) if stamp else None
    except signing.BadSignature:
        return None
    return said and said | {"changes": {tuple(one) for one in said["changes"]}}


def pictures_of(paper, content):
    """Return {number: (data: address, alternative text)} of the figures that a text shows, up to 60 MB together."""
    wanted = {number for number, _attrs in survey(content).images if isinstance(number, int)}
    found, left = {}, MOST_PICTURES
    for figure in paper.figures.filter(pk__in=wanted).select_related("file"):
        file = figure.file
        if not file.stored_as or file.size > left or not file.content_type.startswith("image/"):
            continue
        try:
            with storing.opened(file.stored_as) as stream:
                data = stream.read(left + 1)
        except OSError:
            log.warning("the picture %s of paper %s is not there", figure.pk, paper.pk)
            continue
        left -= len(data)
        inside = f"data:{file.content_type};base64,{base64.b64encode(data).decode()}"
        found[figure.pk] = (inside, figure.alternative)
    return found


def file_of(paper, member, *, with_changes=False, with_comments=False):
    """Return the text of a paper as the bytes of a .docx, as `member` may read it.

    Open suggestions become tracked changes, threads become comments. Raises converting.pandoc.Fault.
    """
    if with_changes:
        for proposal in _open_proposals(paper, member):
            follow(proposal)
    content, seq = texts.read(paper.document), _head(paper)
    proposals, changes = [], set()
    if with_changes:
        for proposal in _open_proposals(paper, member):
            who = _who(proposal)
            proposals.append((texts.read(proposal.document), _noted(who, changes)))
    threads = []
    if with_comments:
        shown = [_thread(one) for one in threads_of(paper, member)]
        threads = [one for one in shown if one["comments"]]
    address = settings.SITE_URL + reverse("papers:references", args=[paper.pk])
    figures = pictures_of(paper, content)
    for proposed, _who_did in proposals:
        figures |= pictures_of(paper, proposed)
    # The changes that went out are known when the file is made; its stamp is asked for after that.
    return written(
        content,
        references=as_csl(paper),
        style=paper.citation_style,
        language=paper.language,
        figures=figures,
        proposals=proposals,
        threads=threads,
        stamp=lambda: stamp_of(paper, seq, sorted(changes)),
        meta={"title": paper.title},
        address=address,
    )


def _head(paper):
    paper.document.refresh_from_db(fields=["head"])
    return paper.document.head


def _open_proposals(paper, member):
    rows = paper.proposals.filter(state=Proposal.State.OPEN).select_related("document", "by").order_by("pk")
    found = []
    for proposal in rows:
        proposal.paper = paper
        if may(member, "papers.see_proposal", proposal):
            found.append(proposal)
    return found


def _who(proposal):
    """Return who(before, after) -> (name, moment) for the changes of one proposal."""
    writers = Writers(proposal)
    own = (name_of(proposal.by), moment(proposal.document.changed_at or proposal.at))

    def who(before, after):
        if not proposal.written:
            return own
        for one in writers.proposal.written:
            same = (before, after) == (one.get("before", ""), one.get("after", ""))
            sides = ((one.get("before") or "").strip(), before), ((one.get("after") or "").strip(), after)
            if same or any(words and words in side for words, side in sides):
                at = parse_datetime(str(one.get("at") or ""))
                return (one.get("name") or own[0], moment(at) if at else own[1])
        return own

    return who


def _noted(who, changes):
    def noted(before, after):
        found = who(before, after)
        changes.add(found)
        return found

    return noted


def name_of(member, name=""):
    """Return how somebody is called in a Word file."""
    if member is None:
        return name or "?"
    return member.name_latin or member.name or member.handle


def _thread(thread):
    said = [one for one in thread.comments.all() if not one.removed_at]
    return {
        "key": thread.key,
        "closed": thread.closed_at is not None,
        "comments": [{"name": name_of(one.by, one.name), "at": one.at, "text": one.text} for one in said],
    }
