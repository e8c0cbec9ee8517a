"""What is printed of those who stand by a paper: interests, funding, the cities' words, who signed which text."""

from django.utils import translation
from django.utils.translation import gettext as _

from resources.papers.models import Management, Signature
from resources.papers.queries.signing.consulting import latest_consultation, standings
from resources.papers.queries.signing.declaring import declared
from resources.papers.queries.signing.rounds import last_round, latest_signatures


def rows_printed(paper):
    """Return the Declared rows of `paper`, each with what is printed of its interests in `printed`."""
    rows = declared(paper)
    with translation.override(paper.language):
        for row in rows:
            row.printed = interests_of(row)
    return rows


def printed(paper, version=None):
    """Return as JSON what is printed around the text of `paper`, in its language; the cities' words in their own.

    {"interests": [[name, words]], "funding": [[name, words]], "voices": [{"city", "answer", "words", "language",
    "was_silent"}], "consulted": {"version", "opens_on", "closes_on", "silence"} | None, "signatures": [{"name",
    "answer", "note", "at"}], "fingerprint", "signed_on"}. Signatures are those on the text of the newest round; with a
    `version`, those on its text alone, and people are called as it says, for that is what was signed.
    """
    with translation.override(paper.language):
        rows = declared(paper)
        names = {one.get("id"): one.get("name") for one in version.about.get("authors") or ()} if version else {}
        for row in rows:
            row.author.name = names.get(row.author.pk) or row.author.name
        return {
            "interests": [[row.author.name, interests_of(row)] for row in rows if interests_of(row)],
            "funding": [
                [row.author.name, row.declaration.funding]
                for row in rows
                if row.declaration and row.declaration.funding
            ],
            **_voices(paper),
            **_signatures(paper, rows, version),
        }


def interests_of(row):
    """Return what an author declared and what follows from it in one text, "" for nothing."""
    one = row.declaration
    if one is None or not one.is_disclosed:
        return ""
    said = [one.interests] if one.has_interests else []
    said += [f"{answer['question']} {answer.get('words', '')}".strip() for answer in one.answers
             if answer.get("answer") == "yes"]  # fmt: skip
    held = row.management
    if held and held.measure in (Management.Measure.ASIDE, Management.Measure.READ):
        said.append(f"{_('What follows')}: {held.get_measure_display()} ({held.reason})")
    return "\n".join(said)


def _voices(paper):
    last = latest_consultation(paper)
    if last is None:
        return {"voices": [], "consulted": None}
    return {
        "voices": [
            {
                "city": row.city.name_in(paper.language),
                "slug": row.city.slug,
                "answer": row.endorsement.answer,
                "words": row.endorsement.words,
                "language": row.endorsement.language,
                "was_silent": row.endorsement.was_silent,
            }
            for row in standings(last)
            if row.endorsement
        ],
        "consulted": {
            "version": last.version.number,
            "opens_on": last.opens_on.isoformat(),
            "closes_on": last.closes_on.isoformat(),
            "silence": last.silence,
        },
    }


def _signatures(paper, rows, version):
    last = last_round(paper)
    if last is None or (version is not None and last.version.fingerprint != version.fingerprint):
        return {"signatures": [], "fingerprint": "", "signed_on": None}
    newest = latest_signatures(paper)
    given = [
        (row.author, newest[row.author.pk]) for row in rows
        if row.author.pk in newest and newest[row.author.pk].fingerprint == last.version.fingerprint
        and newest[row.author.pk].answer in Signature.YES
    ]  # fmt: skip
    return {
        "signatures": [
            {"name": author.name, "answer": one.answer, "note": one.note, "at": one.at.isoformat()}
            for author, one in given
        ],
        "fingerprint": last.version.fingerprint,
        "signed_on": max((one.at.date().isoformat() for _author, one in given), default=None),
    }
