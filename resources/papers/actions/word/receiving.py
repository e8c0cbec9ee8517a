"""Taking Word files in: looked at once when they come, read in a job, told of in a sentence when they cannot be."""

import logging

from django.db import transaction
from django.utils.translation import gettext_noop as _

from network.access.rules import demand
from network.files import storing
from network.files.models import StoredFile
from network.kit.clock import now
from network.kit.jobs import enqueue
from resources.papers.actions.rows import locked
from resources.papers.converting import word
from resources.papers.models import WordFile

log = logging.getLogger(__name__)
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LARGEST = 80 * 1024 * 1024
LOCKED = _("This file is locked with a password. Take the password off in Word, and upload it again.")
NOT_WORD = _("This is no Word file (.docx). Open it in Word, save it as .docx, and upload that.")
OLD = _("This is an old Word file (.doc). Open it in Word, save it as .docx, and upload that.")
LARGE = _("This file is larger than 80 MB. Make its pictures smaller, or take some out, and upload it again.")
STOPPED = _("This file could not be read. It is kept as it is; the text is unharmed.")
ELSEWHERE = _("This file left another paper. Bring it back there.")
MOVED = _("You may not suggest changes to this paper any more.")


def problem_of(file):
    """Return why a StoredFile cannot be read as a Word file, as a msgid; "" if it can, as far as is known."""
    if file.note == "locked":
        return LOCKED
    if file.content_type == "application/msword":
        return OLD
    if file.content_type != DOCX:
        return NOT_WORD
    return LARGE if file.size > LARGEST else ""


@transaction.atomic
def begin_paper(file, *, by, language="en"):
    """Let a Word file become a paper of `by`, in a job; returns the WordFile."""
    demand(by, "papers.begin")
    row = WordFile.objects.create(is_new=True, by=by, file=file, told={"language": language})
    enqueue("papers.read_word", {"pk": row.pk})
    return row


@transaction.atomic
def receive(paper, file, *, by):
    """Let a Word file come back to its paper as suggestions, in a job; returns the WordFile."""
    paper = locked(paper)
    demand(by, "papers.propose", paper)
    row = WordFile.objects.create(paper=paper, by=by, file=file)
    enqueue("papers.read_word", {"pk": row.pk})
    return row


def work_off(pk):
    """Do what a WordFile waits for. What cannot be read is said in `problem`; nothing is done twice."""
    from network.access.rules import Denied
    from network.live.texts import Frozen
    from resources.papers.actions.word import making, returning

    problem = ""
    try:
        with transaction.atomic():
            row = WordFile.objects.select_for_update(of=("self",)).filter(pk=pk, state=WordFile.State.WAITING).first()
            if row is None:
                return
            data = _bytes(row.file)
            (making.make if row.is_new else returning.bring_back)(row, data)
            row.state, row.done_at = WordFile.State.DONE, now()
            row.save()
    except word.Bad as bad:
        problem = bad.sentence
    except (Denied, Frozen):
        problem = MOVED
    except Exception:
        log.exception("a Word file could not be read: %s", pk)
        problem = STOPPED
    if problem:
        WordFile.objects.filter(pk=pk, state=WordFile.State.WAITING).update(
            state=WordFile.State.FAILED, problem=problem[:500], done_at=now()
        )


def _bytes(file):
    if file.state in (StoredFile.State.REFUSED, StoredFile.State.QUARANTINED) or not file.stored_as:
        raise word.Bad(STOPPED)
    with storing.opened(file.stored_as) as stream:
        return stream.read(LARGEST + 1)
