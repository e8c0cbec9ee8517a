"""What stands in the way of signing and of publishing, for people to read: each with a name, and how to mend it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from resources.papers.fingerprints import cited, is_untouched
from resources.papers.models import Author, Proposal, Thread
from resources.papers.queries.signing.consulting import latest_consultation, open_consultation
from resources.papers.queries.signing.declaring import declared
from resources.papers.queries.signing.rounds import board, round_of
from resources.papers.queries.signing.texts import changes_since, present
from resources.papers.schema import check

POINTERS = ("dangling", "dangling-note", "lost-note", "id-twice", "note-inside")


@dataclass(frozen=True)
class Check:
    """One thing that has to be so. `is_hard`: without it nothing is signed or published; else it is a remark."""

    name: str
    label: str
    is_done: bool
    text: str = ""
    address: str = ""
    act: str = ""
    is_hard: bool = True

    @property
    def blocks(self):
        """Whether it stands in the way."""
        return self.is_hard and not self.is_done


def names_of(rows):
    """Return the names of authors with commas."""
    return ", ".join(row.name for row in rows)


def before_signing(paper, now=None):
    """Return the Checks of what must be so before a text is put up for signing."""
    now = now or present(paper)
    return [
        _text(now),
        *_sound(paper, now),
        _people(paper),
        *_declarations(paper),
        _threads(paper),
        _proposals(paper),
        _references(paper, now),
        _pictures(paper, now),
        _consultation(paper),
    ]


def checks(paper):
    """Return the Checks of what must be so before `paper` is published, those of signing among them.

    What is published is the version of the open round, `round_of(paper).version`, and nothing else.
    """
    now, round = present(paper), round_of(paper)
    return [*before_signing(paper, now), *_signing(paper, round, now), _endorsements(paper, now)]


def _text(now):
    return Check("text", _("There is a text"), bool(_has_words(now.content)), _("The text is empty."))


def _has_words(node):
    return bool(node.get("text", "").strip()) or any(_has_words(one) for one in node.get("content") or [])


def _sound(paper, now):
    """The text comes from browsers, which may send anything: before people sign it, it is asked what it holds."""
    found = check(now.content, figures=set(paper.figures.values_list("pk", flat=True)))
    loose = {one.words for one in found if one.code in POINTERS}
    wrong = {one.words for one in found if one.code not in POINTERS}
    address, act = reverse("papers:write", args=[paper.pk]), _("See the paper")
    label = _("The text holds only what a paper may hold")
    yield Check("sound", label, not wrong, " ".join(sorted(wrong)), address, act)
    label = _("Footnotes and cross-references lead somewhere")
    yield Check("pointers", label, not loose, " ".join(sorted(loose)), address, act, is_hard=False)


def _people(paper):
    open_ones = paper.authors.filter(part=Author.Part.AUTHOR, state=Author.State.INVITED)
    return Check(
        "authors_answered", _("Everybody who was invited to write has answered"), not open_ones,
        _("No answer yet: %(names)s.") % {"names": names_of(open_ones)}, paper.get_absolute_url(), _("See the people"),
    )  # fmt: skip


def _declarations(paper):
    rows = declared(paper)
    address = reverse("papers:declarations", args=[paper.pk])
    act = _("See the declarations")
    late = [row.author for row in rows if not row.is_fresh]
    bare = [row.author for row in rows if not row.confirmed or row.proposed]
    open_ones = [row.author for row in rows if row.needs_management]
    return [
        Check("authors", _("There is an author"), bool(rows), _("Nobody stands on the paper as an author.")),
        Check(
            "declared", _("Interests, funding and the criteria of authorship are declared"), not late,
            _("Missing, or older than twelve months: %(names)s.") % {"names": names_of(late)}, address, act,
        ),
        Check(
            "contributions", _("Contributions are confirmed by each author"), not bare,
            _("Not confirmed: %(names)s.") % {"names": names_of(bare)}, address, act,
        ),
        Check(
            "interests", _("It is decided what follows from declared interests"), not open_ones,
            _("Not decided: %(names)s.") % {"names": names_of(open_ones)}, address, act,
        ),
    ]  # fmt: skip


def _threads(paper):
    count = Thread.objects.filter(paper=paper, closed_at=None).count()
    return Check(
        "threads", _("Every comment has an answer"), not count,
        ngettext("%(n)s comment is open.", "%(n)s comments are open.", count) % {"n": count},
        paper.get_absolute_url(), _("See the paper"),
    )  # fmt: skip


def _proposals(paper):
    count = Proposal.objects.filter(paper=paper, state=Proposal.State.OPEN).count()
    return Check(
        "proposals", _("Every suggestion is decided"), not count,
        ngettext("%(n)s set of suggestions is open.", "%(n)s sets of suggestions are open.", count) % {"n": count},
        paper.get_absolute_url(), _("See the paper"),
    )  # fmt: skip


def _references(paper, now):
    known = set(paper.references.values_list("key", flat=True))
    lost = sorted(cited(now.content) - known)
    return Check(
        "references", _("Every citation leads to the list of references"), not lost,
        _("Not in the list: %(keys)s.") % {"keys": ", ".join(lost)}, paper.get_absolute_url(), _("See the paper"),
    )  # fmt: skip


def _figures(node):
    if node.get("type") == "figure":
        yield node.get("attrs") or {}
    for child in node.get("content") or []:
        yield from _figures(child)


def _pictures(paper, now):
    told = dict(paper.figures.values_list("pk", "alternative"))
    bare = 0
    for attrs in _figures(now.content):
        key = attrs.get("figure")
        own = told.get(int(key), "") if str(key or "").isdigit() else ""
        bare += not (str(attrs.get("alt") or "").strip() or own.strip())
    return Check(
        "pictures", _("Every picture says in words what it shows"), not bare,
        ngettext("%(n)s picture says nothing.", "%(n)s pictures say nothing.", bare) % {"n": bare},
        paper.get_absolute_url(), _("See the paper"),
    )  # fmt: skip


def _consultation(paper):
    running = open_consultation(paper)
    return Check(
        "consultation", _("The cities are not being asked at the moment"), running is None,
        _("The consultation is not over yet."), reverse("papers:consult", args=[paper.pk]), _("See the consultation"),
    )  # fmt: skip


def _signing(paper, round, now):
    address, act = reverse("papers:sign", args=[paper.pk]), _("See who signed")
    label = _("A text is put up for signing")
    if round is None:
        return [Check("round", label, False, _("No text is put up for signing."), address, act)]
    changes = changes_since(round.version, now)
    seats = board(round, changed=bool(changes))
    missing = [seat.author for seat in seats if seat.state != "signed"]
    leaving = round.departures.filter(done_at=None, author__part=Author.Part.AUTHOR, author__state="accepted")
    return [
        Check("round", label, True),
        Check(
            "untouched", _("The text that was signed is as it was kept"), is_untouched(round.version),
            _("Its fingerprint is not what it was. Somebody changed it outside of this portal."), address, act,
        ),
        Check(
            "unchanged", _("The text has not changed since it was put up"), not changes,
            ngettext("%(n)s passage changed.", "%(n)s passages changed.", changes.count) % {"n": changes.count},
            address, _("See what changed"),
        ),
        Check(
            "signed", _("Every author stands by this very text"), bool(seats) and not missing,
            _("Not signed: %(names)s.") % {"names": names_of(missing)}, address, act,
        ),
        Check(
            "departures", _("Nobody is about to leave the list of authors"), not leaving.exists(),
            _("It is not decided yet who stays."), address, act, is_hard=False,
        ),
    ]  # fmt: skip


def _endorsements(paper, now):
    """Cities spoke about one version: if the text is another now, readers are told so, and the lead may ask again."""
    last = latest_consultation(paper)
    changes = changes_since(last.version, now) if last and last.closed_at else None
    return Check(
        "endorsements", _("The cities have read this very text"), bool(last) and not changes,
        _("No city was asked.") if last is None
        else _("It has changed since they were asked. Their answers are printed with the version that they read."),
        reverse("papers:consult", args=[paper.pk]), _("See the consultation"), is_hard=False,
    )  # fmt: skip
