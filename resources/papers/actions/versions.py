"""Keeping versions, by name and by themselves; giving one back as the text."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_noop

from network.access.rules import demand
from network.activity.actions import record
from network.catalogue import actions as catalogue
from network.kit.clock import now
from network.live import texts
from network.live.models import Document
from resources.papers.actions.rows import among_us, home_of, locked
from resources.papers.activity import RESTORED, VERSION_NAMED
from resources.papers.fingerprints import about_of, fingerprint, is_untouched, references_of
from resources.papers.models import Paper, Version
from resources.papers.wording import count_words

IDLE = timedelta(minutes=10)

# Why a version was kept that nobody named; translated where it is shown.
AFTER_A_PAUSE = gettext_noop("after a pause")
BEFORE_RESTORE = gettext_noop("before an older text came back")
BEFORE_IMPORT = gettext_noop("before a Word file came in")
BEFORE_DECISIONS = gettext_noop("before all suggestions were accepted")
EVERY_REASON = (AFTER_A_PAUSE, BEFORE_RESTORE, BEFORE_IMPORT, BEFORE_DECISIONS)


class Tampered(Exception):
    """A version is not what was kept: its fingerprint does not fit."""


@transaction.atomic
def keep_version(paper, kind=Version.Kind.AUTO, label="", *, by=None, at=None):
    """Keep the text of `paper` as it is now, with what it cites and what else is printed; return the Version.

    An automatic one is kept only where something changed since the last one; else that one is returned. Asks no rule:
    the caller's act did.
    """
    paper = locked(paper)
    document = Document.objects.select_for_update().get(pk=paper.document_id)
    content = texts.read(document)
    references, about = references_of(paper, content), about_of(paper)
    seal = fingerprint(content, references, about)
    last = paper.versions.order_by("-number").first()
    if kind == Version.Kind.AUTO and last is not None and last.fingerprint == seal:
        if last.kind == Version.Kind.AUTO and last.seq != document.head:
            # The same words further on in the log: nobody need look at it again.
            last.seq = document.head
            last.save(update_fields=["seq"])
        return last
    made = Version.objects.create(
        paper=paper,
        number=(last.number if last else 0) + 1,
        kind=kind,
        label=label[:200],
        seq=document.head,
        content=content,
        references=references,
        about=about,
        fingerprint=seal,
        words=count_words(content),
        by=by,
        at=at or now(),
    )
    # Whoever may read the text finds it by its words, as of the newest version.
    catalogue.write(paper)
    return made


@transaction.atomic
def name_version(paper, label, *, by, at=None):
    """Keep the text under a name that people find again. Raises ValueError for an empty one."""
    label = label.strip()
    if not label:
        raise ValueError("a version that somebody keeps has a name")
    paper = locked(paper)
    demand(by, "papers.keep", paper)
    version = keep_version(paper, Version.Kind.NAMED, label, by=by, at=at)
    record(VERSION_NAMED, by=by, subject=paper, city=home_of(by), audience=among_us(paper),
           detail={"label": version.label, "number": version.number}, at=at)  # fmt: skip
    return version


@transaction.atomic
def rename_version(version, label, *, by):
    """Give a version another name; one that was kept by itself becomes one that people chose."""
    label = label.strip()
    if not label:
        raise ValueError("a version that somebody keeps has a name")
    demand(by, "papers.keep", locked(version.paper))
    version = Version.objects.select_for_update().get(pk=version.pk)
    if version.kind == Version.Kind.AUTO:
        version.kind, version.by = Version.Kind.NAMED, by
    elif version.kind != Version.Kind.NAMED:
        raise ValueError("what was signed or published keeps its name")
    version.label = label[:200]
    version.save(update_fields=["kind", "by", "label"])
    return version


@transaction.atomic
def restore(version, *, by, at=None):
    """Let the text read again as `version` does, as a further edit; what stood there is kept as a version before.

    Comments stay on words that stay. Returns the new Version. Raises Tampered, and `texts.Frozen` for a fixed text.
    """
    paper = locked(version.paper)
    demand(by, "papers.restore", paper)
    if not is_untouched(version):
        raise Tampered(version.pk)
    keep_version(paper, Version.Kind.AUTO, BEFORE_RESTORE, by=by, at=at)
    texts.rewrite(paper.document, version.content, by=by)
    paper.document.refresh_from_db()
    new = keep_version(paper, Version.Kind.NAMED, f"← {version.number} {version.label}".strip(), by=by, at=at)
    record(RESTORED, by=by, subject=paper, city=home_of(by), audience=among_us(paper),
           detail={"number": version.number, "label": version.label}, at=at)  # fmt: skip
    return new


def keep_after_pause(paper_id, at=None):
    """Keep a version where nobody has written for ten minutes. Returns whether somebody still may be writing."""
    moment = at or now()
    paper = Paper.objects.select_related("document").filter(pk=paper_id).first()
    if paper is None or paper.document is None or paper.document.changed_at is None:
        return False
    last = paper.versions.order_by("-number").values_list("seq", flat=True).first()
    if last == paper.document.head:
        return False
    if paper.document.changed_at > moment - IDLE:
        return True
    keep_version(paper, Version.Kind.AUTO, AFTER_A_PAUSE, at=moment)
    return False


def keep_all_after_pause(at=None):
    """Do the same for every paper that is written: finds what a job missed. Returns how many were looked at."""
    changed = Paper.objects.exclude(document__changed_at=None).filter(document__changed_at__lte=(at or now()) - IDLE)
    ids = list(changed.order_by("pk").values_list("pk", flat=True))
    for pk in ids:
        keep_after_pause(pk, at)
    return len(ids)
