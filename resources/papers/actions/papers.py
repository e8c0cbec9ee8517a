"""Beginning a paper, and saying what it is about."""

from django.db import transaction

from network.access.rules import demand
from network.activity.actions import record
from network.kit.clock import now
from network.live import texts
from resources.papers import plans
from resources.papers.actions.rows import among_us, home_of, locked, spread, still_open, subject_of
from resources.papers.activity import BEGUN, DESCRIBED
from resources.papers.models import Author, Paper, Section

WORDS = (
    *("title", "question", "abstract", "plain_summary", "topics", "licence", "citation_style", "authorship_rule"),
    *("funding", "machine_help", "due_on", "language"),
)
"""The fields that `describe` may change."""


@transaction.atomic
def begin(*, by, title, kind="position", language="en", cities=(), sections=None, content=None, at=None, **words):
    """Begin a paper that `by` leads; returns it.

    `sections`: the plan as [{"title", "words", "note", "due_on"}]; None takes the plan of its kind. `content`: the
    first text as ProseMirror JSON; None makes it from the plan, once, here. `words`: further fields of WORDS.
    """
    demand(by, "papers.begin")
    unknown = set(words) - set(WORDS)
    if unknown:
        raise TypeError(f"a paper has no {', '.join(sorted(unknown))}")
    moment = at or now()
    paper = Paper.objects.create(
        title=title, kind=kind, language=language, lead=by, created_at=moment, state_since=moment, **words
    )
    paper.cities.set(cities)
    printed = printed_of(by, paper)
    Author.objects.create(
        paper=paper, member=by, state=Author.State.ACCEPTED, position=1, is_corresponding=True, invited_by=by,
        at=moment, answered_at=moment, **printed,
    )  # fmt: skip
    planned = plans.template(kind, language) if sections is None else sections
    rows = [
        Section(paper=paper, position=number, anchor=one.get("anchor") or plans.anchor(), title=one["title"],
                words=one.get("words"), note=one.get("note", ""), due_on=one.get("due_on"))
        for number, one in enumerate(planned, 1)
    ]  # fmt: skip
    Section.objects.bulk_create(rows)
    paper.document = _text(paper, content or plans.first_text(rows), by)
    paper.save(update_fields=["document"])
    spread(paper)
    record(BEGUN, by=by, subject=paper, city=home_of(by), audience=among_us(paper), at=moment)
    return paper


def _text(paper, content, by):
    """Return the shared text of a new paper, seeded on the server once: each browser finds the same words."""
    return texts.create(subject_of(paper), content, by=by)


@transaction.atomic
def describe(paper, *, by, cities=None, **words):
    """Change what is said about a paper: fields of WORDS, its cities; returns it afresh."""
    paper = locked(paper)
    demand(by, "papers.lead", paper)
    still_open(paper)
    for name, value in words.items():
        if name not in WORDS:
            raise TypeError(f"a paper has no {name}")
        setattr(paper, name, value)
    paper.save()
    if cities is not None:
        paper.cities.set(cities)
    spread(paper)
    record(DESCRIBED, by=by, subject=paper, city=home_of(by), audience=among_us(paper))
    return paper


def printed_of(member, paper):
    """Return name, organisation, ORCID and city of a member as they are printed on `paper`, from the profile."""
    name = member.name if paper.language.startswith("zh") else (member.name_latin or member.name)
    return {
        "name": (name or member.handle)[:200],
        "affiliation": (member.organisation.name if member.organisation_id else "")[:300],
        "orcid": member.orcid or "",
        "city": member.home_city if member.home_city_id else None,
    }
