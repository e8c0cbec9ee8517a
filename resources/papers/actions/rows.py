"""What the actions of papers share: the locked row, its audience, and what follows from it."""

from django.utils.translation import gettext as _

from network.access.rules import Denied
from network.catalogue import actions as catalogue
from network.live import texts
from resources.papers.models import Author, Paper

OPEN_PARTS = (Author.State.ACCEPTED, Author.State.INVITED)
ONCE_PUBLIC = (Paper.State.PUBLISHED, Paper.State.SUPERSEDED, Paper.State.CORRECTED, Paper.State.WITHDRAWN)


def locked(paper):
    """Return the paper afresh, its row locked until the transaction ends."""
    return Paper.objects.select_for_update(of=("self",)).get(pk=paper.pk)


def still_open(paper):
    """Raise Denied where a paper is out: its words and its authors are those of the version of record."""
    if paper.state in ONCE_PUBLIC:
        raise Denied(_("It is published. A correction is a new version."), "papers.lead")


def taking_part(paper, *, invited=False):
    """Return the ids of the members who take part, the lead first; with those who were asked and have not answered."""
    states = OPEN_PARTS if invited else (Author.State.ACCEPTED,)
    rows = paper.authors.filter(state__in=states).exclude(member=None).order_by("position", "pk")
    return list(dict.fromkeys([*([paper.lead_id] if paper.lead_id else []), *rows.values_list("member_id", flat=True)]))


def audience_of(paper):
    """Return the audience keys of a paper.

    A draft is for those who take part or were asked to; a consultation for members, who may see afterwards what became
    of it while it is signed; what was published once stays public, whatever happens to the next version of it.
    """
    keys = {f"member:{pk}" for pk in taking_part(paper, invited=True)}
    if paper.state in ONCE_PUBLIC or paper.publications.exists():
        keys.add("public")
    elif paper.state == Paper.State.CONSULTATION or (
        paper.state == Paper.State.SIGNING and paper.consultations.exists()
    ):
        keys.add("members")
    return sorted(keys)


def spread(paper):
    """Let the audience of `paper` hold on its row, on its figures' files and in the catalogue."""
    paper.audience = audience_of(paper)
    paper.save(update_fields=["audience", "changed_at"])
    _spread_figures(paper)
    catalogue.write(paper, force=True)


def _spread_figures(paper):
    for figure in paper.figures.select_related("file"):
        if figure.file.audience != paper.audience:
            figure.file.audience = paper.audience
            figure.file.save(update_fields=["audience"])


def told(paper):
    """Return the audience of an activity about a paper: those who take part, members where they see it; no visitors."""
    keys = {"members" if key == "public" else key for key in paper.audience}
    return sorted(keys)


def among_us(paper):
    """Return the audience of what concerns only those who take part."""
    return sorted(f"member:{pk}" for pk in taking_part(paper, invited=True))


def named(paper, but=None):
    """Return the ids of those who take part, without `but`."""
    return sorted(set(taking_part(paper)) - {getattr(but, "pk", None)})


def home_of(member):
    """Return the slug of a member's home city, or ""."""
    return member.home_city.slug if member is not None and member.home_city_id else ""


def rights_changed(paper):
    """Let open editors ask again who may do what: a removed author's closes."""
    texts.rights_changed(subject_of(paper))


def subject_of(paper):
    """Return the words by which a shared text names its paper."""
    return f"papers.paper:{paper.pk}"
