"""Versions of record: publishing one, correcting it by a further one, superseding, withdrawing."""

from django.db import transaction
from django.db.models import Max
from django.utils import translation
from django.utils.text import slugify

from network.access.rules import demand
from network.activity.actions import record
from network.kit.clock import now
from resources.papers.actions import states
from resources.papers.actions.publishing.exporting import try_to_print
from resources.papers.actions.publishing.filing import order_files
from resources.papers.actions.publishing.pages import lay_page
from resources.papers.actions.rows import home_of, locked, spread
from resources.papers.activity import PUBLISHED, RECORD_CHANGED
from resources.papers.deposits import doi_for
from resources.papers.models import Export, Publication, Version
from resources.papers.queries.publishing.checks import trial
from resources.papers.queries.publishing.frozen import frozen_of
from resources.papers.queries.signing import round_of

State = states.State
LONGEST = 70


def publish(paper, *, by, notice="", slug="", at=None):
    """Publish the text that every author has signed; returns the Publication.

    `notice` says what a further version corrects, and is asked for where there is an earlier one. Raises Denied,
    states.Blocked with all that stands in the way, ValueError for a correction that says nothing.
    """
    demand(by, "papers.publish", paper)
    if paper.publications.exists() and not notice.strip():
        raise ValueError("a correction says what it corrects")
    round = round_of(paper)
    if round is not None:
        # It takes a second or two: before the row is locked, so that nobody waits for it.
        try_to_print(round.version)
    with transaction.atomic():
        states.move(paper, State.PUBLISHED, by=by, rule="papers.publish", at=at)
        publication = paper.publications.order_by("-number").first()
        if notice.strip() or slug:
            publication.notice = notice.strip()
            publication.slug = free_slug(slug, publication) if slug else publication.slug
            publication.save(update_fields=["notice", "slug"])
            spread(publication.paper)
    return publication


@states.guard(State.PUBLISHED, State.SIGNING)
def can_be_printed(paper, by):
    """Nothing is published that somebody could not read in print: the trial of PDF/UA says so."""
    round = round_of(paper)
    row = trial(round.version) if round else None
    if row is not None and row.state == Export.State.REFUSED:
        yield row.fault


@states.entered(State.PUBLISHED)
def freeze(paper, by, before):
    """Freeze text, references, authors and signatures as a version of record with an address of its own."""
    if before != State.SIGNING:
        return
    signed = paper.rounds.order_by("-at", "-pk").select_related("version").first().version
    row = try_to_print(signed)
    if not row.is_ready:
        raise states.Blocked([row.fault])
    last = paper.versions.aggregate(last=Max("number"))["last"]
    kept = Version.objects.create(
        paper=paper,
        number=last + 1,
        kind=Version.Kind.RECORD,
        seq=signed.seq,
        content=signed.content,
        references=signed.references,
        about=signed.about,
        fingerprint=signed.fingerprint,
        words=signed.words,
        by=by,
        at=paper.state_since,
    )
    earlier = paper.publications.order_by("-number").first()
    publication = Publication(
        paper=paper,
        version=kept,
        number=(earlier.number if earlier else 0) + 1,
        frozen=frozen_of(paper, signed),
        translation_of=earlier.translation_of if earlier else None,
        by=by,
        published_at=paper.state_since,
    )
    publication.slug = free_slug(kept.about.get("title") or paper.title, publication)
    publication.doi = doi_for(publication)
    publication.save()
    if earlier is not None and earlier.state == Publication.State.CURRENT:
        earlier.state, earlier.replaced_by = Publication.State.CORRECTED, publication
        earlier.save(update_fields=["state", "replaced_by"])
        order_files(earlier)
    lay_page(publication, by=by)
    order_files(publication)
    detail = {"title": kept.about.get("title") or paper.title, "number": publication.number}
    record(PUBLISHED, by=by, subject=paper, city=home_of(by), audience=["public"], detail=detail, at=paper.state_since)


def free_slug(words, publication):
    """Return a word for the address that no other publication has; Chinese stays Chinese."""
    base = slugify(words, allow_unicode=True)[:LONGEST].strip("-") or f"paper-{publication.paper_id}"
    if publication.number > 1:
        base = f"{base}-v{publication.number}"
    slug, n = base, 1
    while Publication.objects.filter(slug=slug).exclude(pk=publication.pk).exists():
        n += 1
        slug = f"{base}-{n}"
    return slug


@transaction.atomic
def withdraw(publication, reason, *, by, at=None):
    """Withdraw a publication: its text stays where it is, marked, with the reason. Raises Denied, ValueError."""
    paper = locked(publication.paper)
    demand(by, "papers.withdraw", paper)
    publication = Publication.objects.select_for_update().get(pk=publication.pk)
    if not reason.strip():
        raise ValueError("a withdrawal says why")
    if publication.state == Publication.State.WITHDRAWN:
        return publication
    publication.state, publication.notice = Publication.State.WITHDRAWN, reason.strip()
    publication.save(update_fields=["state", "notice"])
    is_newest = not paper.publications.filter(number__gt=publication.number).exists()
    if is_newest and State.WITHDRAWN in states.WAYS.get(paper.state, ()):
        paper = states.move(paper, State.WITHDRAWN, by=by, rule="papers.withdraw", reason=reason.strip(), at=at)
    return told(publication, paper, by, at)


@transaction.atomic
def supersede(publication, later, reason, *, by, at=None):
    """Say that another paper's publication has taken the place of this one. Raises Denied, ValueError."""
    paper = locked(publication.paper)
    demand(by, "papers.withdraw", paper)
    publication = Publication.objects.select_for_update().get(pk=publication.pk)
    if later.paper_id == publication.paper_id or publication.state != Publication.State.CURRENT:
        raise ValueError("only what is current is superseded, and by another paper")
    publication.state, publication.replaced_by = Publication.State.SUPERSEDED, later
    publication.notice = reason.strip()
    publication.save(update_fields=["state", "replaced_by", "notice"])
    if State.SUPERSEDED in states.WAYS.get(paper.state, ()):
        paper = states.move(paper, State.SUPERSEDED, by=by, rule="papers.withdraw", reason=reason.strip(), at=at)
    return told(publication, paper, by, at)


@transaction.atomic
def tie_translation(publication, original, *, by):
    """Say that a publication is the translation of another; both pages then lead to each other. Raises Denied."""
    demand(by, "papers.withdraw", publication.paper)
    demand(by, "papers.withdraw", original.paper)
    original = original.translation_of or original
    if original.pk == publication.pk or original.paper_id == publication.paper_id:
        raise ValueError("a text is no translation of itself")
    publication.translation_of = original
    publication.save(update_fields=["translation_of"])
    spread(publication.paper)
    return publication


def told(publication, paper, by, at):
    """Write down that a publication changed its state, renew its files and its entry; returns it."""
    order_files(publication)
    spread(paper)
    with translation.override("en"):
        detail = {"title": publication.version.about.get("title") or paper.title, "state": publication.state}
    record(RECORD_CHANGED, by=by, subject=paper, city=home_of(by), audience=["public"], detail=detail, at=at or now())
    return publication
