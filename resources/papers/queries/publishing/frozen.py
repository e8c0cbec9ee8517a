"""What is said around a text beside the text's own words: who signed, what cities say, interests, as of now."""

from resources.papers.models import Endorsement, Signature
from resources.papers.queries.signing import declared, latest_consultation


def frozen_of(paper, version):
    """Return as JSON who signed `version`, what the cities said, which interests and funding the authors declare.

    A publication keeps it as it was on its day; a draft is printed with what is known today.
    """
    signatures = Signature.objects.filter(
        author__paper=paper, fingerprint=version.fingerprint, answer__in=Signature.YES
    ).select_related("author")
    newest = {row.author_id: row for row in signatures.order_by("at", "pk")}
    rows = sorted(newest.values(), key=lambda row: (row.author.position, row.author_id))
    people = declared(paper)
    told = latest_consultation(paper)
    return {
        "signatures": [
            {"name": row.author.name, "at": row.at.isoformat(), "note": row.note if row.answer == "note" else ""}
            for row in rows
        ],
        "interests": [[row.author.name, interests_of(row.declaration)] for row in people if disclosed(row.declaration)],
        "funding": [
            f"{row.author.name}: {row.declaration.funding.strip()}"
            for row in people
            if row.declaration and row.declaration.funding.strip()
        ],
        "voices": voices(told),
        "consulted_on": told.closes_on.isoformat() if told else "",
        "silence": told.silence if told else "",
    }


def disclosed(declaration):
    """Say whether a declaration holds something that readers should know."""
    return bool(declaration and declaration.is_disclosed)


def interests_of(declaration):
    """Return what an author declares, in one passage."""
    parts = [declaration.interests.strip()] if declaration.has_interests else []
    for one in declaration.answers:
        if one.get("answer") == "yes":
            parts.append(f"{one.get('question', '')} {one.get('words', '')}".strip())
    management = getattr(declaration, "management", None)
    if management and management.measure != "none":
        parts.append(f"({management.get_measure_display()}{': ' + management.reason if management.reason else ''})")
    return " ".join(one for one in parts if one)


def voices(consultation):
    """Return what each city said in a consultation, in the order of the cities' names."""
    if consultation is None:
        return []
    rows = Endorsement.objects.filter(consultation=consultation).select_related("city").order_by("city__name")
    return [
        {
            "city": row.city.slug,
            "answer": row.answer,
            "words": row.words,
            "language": row.language,
            "was_silent": row.was_silent,
            "at": row.at.isoformat(),
        }
        for row in rows
    ]
