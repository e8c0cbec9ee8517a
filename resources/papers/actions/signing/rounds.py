"""Putting a text up for signing, signing it, and what follows when it changes."""

from datetime import datetime, time, timedelta

from django.db import transaction

from network.access.rules import demand
from network.activity.actions import record
from network.kit import clock
from network.kit.jobs import enqueue
from resources.papers import credit
from resources.papers.actions.rows import among_us, home_of, locked, named
from resources.papers.actions.states import move
from resources.papers.actions.versions import keep_version
from resources.papers.activity import (
    ROUND_ENDED,
    SIGNATURE_REMINDED,
    SIGNATURE_WANTED,
    SIGNED,
    TEXT_REOPENED,
)
from resources.papers.fingerprints import is_untouched
from resources.papers.models import Author, Paper, Round, Signature, Version
from resources.papers.queries.signing.checking import before_signing
from resources.papers.queries.signing.declaring import is_fresh, latest_declaration
from resources.papers.queries.signing.rounds import board, latest_signatures, round_of
from resources.papers.queries.signing.texts import changes_since, present

REMIND_DAYS = (7, 2)
LOOK_EVERY = timedelta(minutes=5)
"""So often the live text is compared with what is being signed, to tell the signers."""


class NotReady(ValueError):
    """Something stands in the way; `checks` are those that block, for people to read."""

    def __init__(self, checks):
        super().__init__("; ".join(str(one.label) for one in checks))
        self.checks = checks


class OtherText(ValueError):
    """The text that was read is not the one that is being signed any more."""


@transaction.atomic
def put_up(paper, *, by, due_on, words="", is_small=False, at=None):
    """Put the text as it is now before its authors, until the day `due_on`; returns the Round.

    A round that is open ends by it, and with it every signature on the earlier text. `is_small`: only slips of the pen
    were mended. Raises NotReady with the checks that block, ValueError for a day that is over.
    """
    moment = at or clock.now()
    paper = locked(paper)
    demand(by, "papers.put_up", paper)
    if due_on < moment.date():
        raise ValueError("the day is over")
    blocking = [one for one in before_signing(paper) if one.blocks]
    if blocking:
        raise NotReady(blocking)
    earlier = round_of(paper)
    if earlier:
        Round.objects.filter(pk=earlier.pk).update(ended_at=moment)
    version = keep_version(paper, Version.Kind.CANDIDATE, by=by, at=moment)
    made = Round.objects.create(
        paper=paper, version=version, due_on=due_on, words=words.strip(), by=by, at=moment,
        is_small=bool(is_small and earlier),
    )  # fmt: skip
    if paper.state != Paper.State.SIGNING:
        paper = move(paper, Paper.State.SIGNING, by=by, at=moment)
        made.paper = paper
    wanted = [seat.author.member_id for seat in board(made) if seat.is_open and seat.author.member_id]
    detail = {"title": paper.title, "paper": paper.pk, "day": due_on.isoformat(), "version": version.number}
    record(SIGNATURE_WANTED, by=by, subject=made, city=home_of(by), audience=[f"member:{pk}" for pk in wanted],
           names=set(wanted) - {by.pk}, detail=detail | {"fingerprint": version.fingerprint}, at=moment)  # fmt: skip
    for days in REMIND_DAYS:
        due = clock.at(datetime.combine(due_on - timedelta(days=days), time(9)), "UTC")
        if due > moment:
            payload = {"round": made.pk, "days": days}
            enqueue("papers.signing_remind", payload, key=f"{made.pk}:{days}", not_before=due)
    enqueue("papers.signing_look", {"round": made.pk}, key=str(made.pk), not_before=moment + LOOK_EVERY)
    return made


@transaction.atomic
def sign(round, *, by, fingerprint, answer, note="", criteria=(), may_be_thanked=False, at=None):
    """Give an author's answer to one exact text; returns the Signature.

    `fingerprint` is that of the text which the person was shown: another one raises OtherText, so that nobody signs
    what they have not read. Approving takes all four criteria and a declaration of the last twelve months; a note or a
    refusal takes words. Raises ValueError otherwise.
    """
    moment = at or clock.now()
    paper = locked(round.paper)
    round = Round.objects.select_for_update(of=("self",)).select_related("version").get(pk=round.pk)
    round.paper = paper
    demand(by, "papers.sign", round)
    if round.version.fingerprint != fingerprint or not is_untouched(round.version):
        raise OtherText("this is not the text that was shown")
    answer = Signature.Answer(answer)
    author = Author.objects.select_for_update(of=("self",)).get(paper=paper, member=by)
    declaration = latest_declaration(author)
    if answer in Signature.YES:
        if changes_since(round.version, present(paper)):
            raise OtherText("the text changed after it was put up")
        if set(criteria) != set(credit.statements()):
            raise ValueError("an author meets all four criteria")
        if not is_fresh(declaration, moment):
            raise ValueError("interests are declared first")
        if author.contributions.filter(confirmed_at=None).exists() or not author.contributions.exists():
            raise ValueError("contributions are confirmed first")
    if answer in (Signature.Answer.NOTE, Signature.Answer.REFUSE) and not note.strip():
        raise ValueError("say it in a few words")
    made = Signature.objects.create(
        author=author, version=round.version, fingerprint=fingerprint, answer=answer, note=note.strip(),
        may_be_thanked=bool(may_be_thanked and answer == Signature.Answer.LEAVE), criteria=sorted(criteria),
        declaration=declaration, words=credit.CURRENT, at=moment,
    )  # fmt: skip
    detail = {"answer": made.answer, "fingerprint": fingerprint, "version": round.version.number, "words": made.words}
    record(SIGNED, by=by, subject=paper, city=home_of(by), audience=among_us(paper),
           names={paper.lead_id} - {by.pk, None}, detail=detail, at=moment)  # fmt: skip
    return made


@transaction.atomic
def tell_of_changes(round, *, at=None):
    """Tell those who stood by the round's text that it changed since, and in how many passages; returns whom.

    Told once, until the text is again what it was. `told_seq` is set while it is another.
    """
    paper = locked(round.paper)
    round = Round.objects.select_for_update(of=("self",)).select_related("version").get(pk=round.pk)
    round.paper = paper
    if round.ended_at:
        return []
    changes = changes_since(round.version, present(paper))
    was_told = round.told_seq is not None
    if bool(changes) == was_told:
        return []
    round.told_seq = paper.document.head if changes and paper.document_id else None
    round.save(update_fields=["told_seq"])
    told = [seat.author.member_id for seat in board(round, changed=bool(changes)) if seat.state == "reopened"]
    told = [pk for pk in told if pk]
    if told:
        detail = {"title": paper.title, "paper": paper.pk, "count": changes.count}
        record(TEXT_REOPENED, by=None, subject=round, audience=[f"member:{pk}" for pk in told], names=told,
               detail=detail, at=at)  # fmt: skip
    return told


@transaction.atomic
def remind_signers(round, *, days, at=None):
    """Remind the authors whose answer is still wanted; returns how many."""
    paper = locked(round.paper)
    round = Round.objects.select_related("version").get(pk=round.pk)
    round.paper = paper
    if round.ended_at:
        return 0
    wanted = [seat.author.member_id for seat in board(round) if seat.is_open and seat.author.member_id]
    if wanted:
        detail = {"title": paper.title, "paper": paper.pk, "day": round.due_on.isoformat(), "days": days}
        record(SIGNATURE_REMINDED, by=None, subject=round, audience=[f"member:{pk}" for pk in wanted], names=wanted,
               detail=detail, at=at)  # fmt: skip
    return len(wanted)


@transaction.atomic
def end_round(paper, *, by, at=None):
    """End the open round of a paper: it was published, or goes back to its authors; returns the Round or None.

    Whoever calls has asked whether `by` may do that which ends it.
    """
    paper = locked(paper)
    round = round_of(paper)
    if round is None:
        return None
    round.ended_at = at or clock.now()
    round.save(update_fields=["ended_at"])
    yes = sum(one.is_yes and one.fingerprint == round.version.fingerprint for one in latest_signatures(paper).values())
    record(ROUND_ENDED, by=by, subject=paper, city=home_of(by), audience=among_us(paper), names=named(paper, but=by),
           detail={"signed": yes, "fingerprint": round.version.fingerprint}, at=at)  # fmt: skip
    return round
