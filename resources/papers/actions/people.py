"""Who writes a paper: inviting, answering, leaving, taking off, order, handing the lead over."""

from django.db import transaction
from django.utils.translation import gettext as _

from network.access.rules import Denied, demand
from network.activity.actions import record
from network.kit.clock import now
from resources.papers.actions.papers import printed_of
from resources.papers.actions.rows import among_us, home_of, locked, named, rights_changed, spread, still_open
from resources.papers.activity import ACCEPTED, DECLINED, HANDED_OVER, INVITED, LEFT, PEOPLE_CHANGED, REMOVED
from resources.papers.models import Author, Paper

PRINTED = ("name", "affiliation", "ror", "orcid")
_changed = []


def changed(call):
    """Register `def f(paper, by)`, which runs when an author came or went: signatures of the old list may be void."""
    _changed.append(call)
    return call


def _authors_changed(paper, by):
    for call in _changed:
        call(paper, by)


@transaction.atomic
def invite(paper, member, *, by, part="author"):
    """Ask `member` to take a part; returns the Author row. Who declined or left may be asked again."""
    paper = locked(paper)
    demand(by, "papers.invite", paper)
    row = paper.authors.filter(member=member).first()
    if row is not None and row.state in (Author.State.INVITED, Author.State.ACCEPTED):
        raise Denied(_("This person takes part already, or has been asked."), "papers.invite")
    row = row or Author(paper=paper, member=member)
    row.part, row.state, row.invited_by, row.at, row.answered_at = part, Author.State.INVITED, by, now(), None
    row.position = _last(paper) + 1
    for name, value in printed_of(member, paper).items():
        setattr(row, name, value)
    row.save()
    spread(paper)
    record(INVITED, by=by, subject=paper, city=home_of(by), audience=among_us(paper), names=[member.pk],
           detail={"part": part, "title": paper.title})  # fmt: skip
    return row


def _last(paper):
    return paper.authors.order_by("-position").values_list("position", flat=True).first() or 0


@transaction.atomic
def accept(paper, *, by):
    """Say yes to an invitation; returns the Author row."""
    paper = locked(paper)
    demand(by, "papers.answer", paper)
    row = paper.authors.get(member=by)
    if row.part == Author.Part.AUTHOR:
        still_open(paper)
    row.state, row.answered_at = Author.State.ACCEPTED, now()
    row.save(update_fields=["state", "answered_at"])
    if row.part == Author.Part.AUTHOR:
        _order(paper)
        _authors_changed(paper, by)
    spread(paper)
    record(ACCEPTED, by=by, subject=paper, city=home_of(by), audience=among_us(paper), names=named(paper, but=by))
    rights_changed(paper)
    return row


@transaction.atomic
def decline(paper, *, by, at=None):
    """Say no to an invitation, which whoever sent it hears."""
    paper = locked(paper)
    demand(by, "papers.answer", paper)
    paper.authors.filter(member=by).update(state=Author.State.DECLINED, answered_at=at or now())
    spread(paper)
    record(DECLINED, by=by, subject=paper, city=home_of(by), audience=among_us(paper),
           names=[paper.lead_id] if paper.lead_id else [])  # fmt: skip


@transaction.atomic
def take_off(row, *, by, is_agreed=False):
    """End somebody's part: the lead takes somebody off, or calls an invitation back. Open editors of theirs close.

    `is_agreed`: an author who was asked first leaves while the text is signed.
    """
    paper = locked(row.paper)
    demand(by, "papers.invite", paper)
    _asked_first(paper, row, is_agreed)
    if row.member_id and row.member_id == paper.lead_id:
        raise Denied(_("The lead stays, or hands the paper over first."), "papers.invite")
    was = _end(paper, row, Author.State.LEFT)
    record(PEOPLE_CHANGED, by=by, subject=paper, city=home_of(by), audience=among_us(paper))
    if was == Author.State.ACCEPTED and row.member_id:
        record(REMOVED, by=by, subject=paper, city=home_of(by), audience=[f"member:{row.member_id}"],
               names=[row.member_id], detail={"title": paper.title})  # fmt: skip


@transaction.atomic
def leave(paper, *, by):
    """Leave a paper that one does not lead."""
    paper = locked(paper)
    demand(by, "papers.leave", paper)
    row = paper.authors.get(member=by)
    _end(paper, row, Author.State.LEFT)
    record(LEFT, by=by, subject=paper, city=home_of(by), audience=among_us(paper), names=named(paper))


def _asked_first(paper, row, is_agreed):
    """While a text is signed, nobody is taken off its authors but by the way on which they can answer."""
    signs = row.part == Author.Part.AUTHOR and row.state == Author.State.ACCEPTED
    if signs and paper.state == Paper.State.SIGNING and not is_agreed:
        raise Denied(_("It is being signed. On the page of signatures the author is asked first."), "papers.invite")


def _end(paper, row, state):
    """Give a row its end, and let all that follows from it follow; returns the state that it had."""
    was = row.state
    is_author = row.part == Author.Part.AUTHOR and was == Author.State.ACCEPTED
    row.sections.clear()
    row.state, row.answered_at, row.is_corresponding = state, now(), False
    row.save(update_fields=["state", "answered_at", "is_corresponding"])
    if is_author:
        _order(paper)
        _authors_changed(paper, None)
    spread(paper)
    rights_changed(paper)
    return was


@transaction.atomic
def arrange(paper, order, *, by):
    """Put the authors with the ids `order` into that order, those who are not named behind them."""
    paper = locked(paper)
    demand(by, "papers.lead", paper)
    still_open(paper)
    rows = list(_authors(paper))
    place = {pk: number for number, pk in enumerate(order)}
    rows.sort(key=lambda one: (place.get(one.pk, len(place)), one.position, one.pk))
    _number(rows)
    _people_said(paper, by)


@transaction.atomic
def step(row, *, by, up):
    """Let an author change places with the one before (`up`) or behind."""
    paper = locked(row.paper)
    demand(by, "papers.lead", paper)
    ids = [one.pk for one in _authors(paper)]
    here = ids.index(row.pk)
    there = here - 1 if up else here + 1
    if 0 <= there < len(ids):
        ids[here], ids[there] = ids[there], ids[here]
        arrange(paper, ids, by=by)


def by_name(paper, *, by):
    """Order the authors by their printed names."""
    arrange(paper, [one.pk for one in sorted(_authors(paper), key=lambda one: one.name.casefold())], by=by)


@transaction.atomic
def let_answer_letters(row, *, by):
    """Name the one author who answers letters about the paper."""
    paper = locked(row.paper)
    demand(by, "papers.lead", paper)
    still_open(paper)
    if row.part != Author.Part.AUTHOR or row.state != Author.State.ACCEPTED:
        raise Denied(_("Only an author can answer letters about it."), "papers.lead")
    paper.authors.update(is_corresponding=False)
    paper.authors.filter(pk=row.pk).update(is_corresponding=True)
    _people_said(paper, by)


@transaction.atomic
def change_part(row, *, by, part, is_agreed=False):
    """Let somebody review instead of write, or the other way round, or be thanked by name."""
    paper = locked(row.paper)
    demand(by, "papers.invite", paper)
    _asked_first(paper, row, is_agreed)
    if row.member_id and row.member_id == paper.lead_id:
        raise Denied(_("The lead is an author."), "papers.invite")
    is_about_authors = Author.Part.AUTHOR in (row.part, part) and row.state == Author.State.ACCEPTED
    row.part = part
    row.save(update_fields=["part"])
    if is_about_authors:
        _order(paper)
        _authors_changed(paper, by)
    _people_said(paper, by)
    spread(paper)
    rights_changed(paper)


@transaction.atomic
def print_as(row, *, by, **words):
    """Say how somebody is printed: one's own name and organisation, or, as the lead, everybody's."""
    paper = locked(row.paper)
    if row.member_id != by.pk:
        demand(by, "papers.lead", paper)
    demand(by, "papers.read", paper)
    if paper.state not in (Paper.State.DRAFTING, Paper.State.REVIEW, Paper.State.CONSULTATION):
        raise Denied(_("The list of authors is fixed for now."), "papers.lead")
    for name in PRINTED:
        if name in words:
            setattr(row, name, words[name])
    row.save(update_fields=list(PRINTED))
    _people_said(paper, by)


@transaction.atomic
def hand_over(paper, *, to, by):
    """Let another author lead from now on; returns the paper afresh. Whoever led stays an author."""
    paper = locked(paper)
    demand(by, "papers.hand_over", paper)
    row = paper.authors.filter(member=to).first()
    if row is None or row.state != Author.State.ACCEPTED or row.part != Author.Part.AUTHOR:
        if paper.lead_id == getattr(by, "pk", None):
            raise Denied(_("Only one of the authors can lead it."), "papers.hand_over")
        row = row or Author(paper=paper, member=to, position=_last(paper) + 1, **printed_of(to, paper))
        row.part, row.state, row.answered_at, row.invited_by = Author.Part.AUTHOR, Author.State.ACCEPTED, now(), by
        row.save()
        _authors_changed(paper, by)
    before, paper.lead = paper.lead_id, to
    paper.save(update_fields=["lead", "changed_at"])
    spread(paper)
    record(HANDED_OVER, by=by, subject=paper, city=home_of(to), audience=among_us(paper), names=[to.pk],
           detail={"title": paper.title, "before": before})  # fmt: skip
    rights_changed(paper)
    return paper


def _authors(paper):
    return paper.authors.filter(part=Author.Part.AUTHOR, state=Author.State.ACCEPTED).order_by("position", "pk")


def _order(paper):
    """Number the authors without gaps, and see that one of them answers letters."""
    rows = list(_authors(paper))
    _number(rows)
    if rows and not any(one.is_corresponding for one in rows):
        first = next((one for one in rows if one.member_id == paper.lead_id), rows[0])
        Author.objects.filter(pk=first.pk).update(is_corresponding=True)


def _number(rows):
    for number, one in enumerate(rows, 1):
        one.position = number
    Author.objects.bulk_update(rows, ["position"])


def _people_said(paper, by):
    spread(paper)
    record(PEOPLE_CHANGED, by=by, subject=paper, city=home_of(by), audience=among_us(paper))
