"""Giving one answer: a rating, words about a statement, an idea, a ranking.

The functions here take a seat and know no names. Whoever calls them for a person has asked whether that person may, and
has found the seat by `keys.seat_key`. No answer is an activity, and none bears a moment.
"""

from django.db import connection, transaction
from django.utils.translation import gettext as _

from network.access.rules import Denied
from network.kit.clock import now
from resources.consensus.actions.rating.refusals import Newer, NotOnScale, TooLate
from resources.consensus.models import Ballot, Panel, Rating, Remark, Round
from resources.consensus.queries.rating import seats_of

MOST_RANKED = 5
MOST_IDEAS = 20
MOST_LETTERS = 2000


@transaction.atomic
def rate(entry, seat, *, value=None, cannot_judge=False, language="", count=None, at=None):
    """Keep what `seat` says about `entry` (RoundItem); returns the Rating.

    value: a whole number of the panel's scale, or None with `cannot_judge`. language: in which the statement was read.
    count: for what a browser sends late, how often it knew the answer to be set; what was set since stays, and Newer is
    raised. Without it, the later answer wins. Raises TooLate, NotOnScale, Newer, Denied.
    """
    round = _still_open(entry.round, seat, at)
    protocol = round.panel.protocol
    is_number = isinstance(value, int) and not isinstance(value, bool) and protocol.low <= value <= protocol.high
    if cannot_judge == is_number or (value is not None and not is_number):
        raise NotOnScale(protocol.low, protocol.high)
    said = {"value": value, "cannot_judge": cannot_judge, "language": language}
    first = value if round.panel.method == Panel.Method.REALTIME else None
    # In no order: by the model's own the round would be joined, and locked with the rating against all others.
    own = Rating.objects.select_for_update().filter(entry=entry, seat=seat).order_by()
    row = own.first()
    if row is None:
        # Two at once: one of them makes the row, the other finds it.
        Rating.objects.bulk_create([Rating(entry=entry, seat=seat, first_value=first, **said)], ignore_conflicts=True)
        row = own.get()
    if (row.value, row.cannot_judge) == (value, cannot_judge):
        return row
    if count is not None and row.count > count:
        raise Newer(row)
    for name, one in said.items():
        setattr(row, name, one)
    row.count += 1
    if row.first_value is None:
        row.first_value = first
    row.save(update_fields=[*said, "count", "first_value"])
    return row


@transaction.atomic
def remark(entry, seat, kind, text, language, *, at=None):
    """Keep the words of `seat` about `entry` (a comment, a proposed wording, a dissent); returns the Remark, or None.

    Empty words take back what was said. Dissent is taken when the round has closed, all else while it is open. Changed
    words wait to be read again.
    """
    round = _closed(entry.round, seat) if kind == Remark.Kind.DISSENT else _still_open(entry.round, seat, at)
    text = text.strip()[:MOST_LETTERS]
    row = Remark.objects.select_for_update().filter(entry=entry, seat=seat, kind=kind).order_by().first()
    if not text:
        if row is not None:
            row.delete()
        return None
    if row is None:
        row, is_new = Remark.objects.get_or_create(
            entry=entry, seat=seat, kind=kind, defaults={"round": round, "text": text, "language": language}
        )
        if is_new:
            return row
    if (row.text, row.language) != (text, language):
        row.text, row.language = text, language
        row.state, row.shown, row.translations, row.reason = Remark.State.WAITING, "", {}, ""
        row.save(update_fields=["text", "language", "state", "shown", "translations", "reason"])
    return row


@transaction.atomic
def idea(round, seat, text, language, *, row=None, at=None):
    """Keep an idea of `seat` in a round that collects them; `row`: the one to change, which empty words take back."""
    round = _still_open(round, seat, at, kind=Round.Kind.IDEAS)
    text = text.strip()[:MOST_LETTERS]
    if row is not None:
        found = (
            Remark.objects.select_for_update().order_by().get(pk=row.pk, round=round, seat=seat, kind=Remark.Kind.IDEA)
        )
        if not text:
            found.delete()
            return None
        found.text, found.language = text, language
        found.save(update_fields=["text", "language"])
        return found
    if not text:
        return None
    own = Remark.objects.filter(round=round, seat=seat, kind=Remark.Kind.IDEA)
    if own.filter(text=text).exists():
        return own.get(text=text)
    if own.count() >= MOST_IDEAS:
        raise Denied(_("That are many ideas. Put some of them together, please."), "consensus.rate")
    return own.create(round=round, seat=seat, kind=Remark.Kind.IDEA, text=text, language=language)


@transaction.atomic
def rank(round, seat, order, *, at=None):
    """Keep how `seat` ranks statements: ids of RoundItems, best first, at most five; returns the Ballot."""
    round = _still_open(round, seat, at, kind=Round.Kind.RANKING)
    known = set(round.entries.values_list("pk", flat=True))
    if len(order) > MOST_RANKED or len(set(order)) != len(order) or not known.issuperset(order):
        raise NotOnScale(1, MOST_RANKED)
    row, _made = Ballot.objects.update_or_create(round=round, seat=seat, defaults={"order": list(order)})
    return row


def _share(round):
    """Hold the row of `round` so that it cannot close before this answer is committed; returns what it says now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT state, closes_at, closed_at FROM consensus_round WHERE id = %s FOR SHARE", [round.pk])
        found = cursor.fetchone()
    if found is None:
        raise Round.DoesNotExist
    round.state, round.closes_at, round.closed_at = found
    return round


def _still_open(round, seat, at, kind=Round.Kind.RATING):
    """Return the round, held, or raise: over, of another kind, or not one in which this seat answers."""
    round = _share(round)
    over = round.closes_at is not None and (at or now()) >= round.closes_at
    if round.state != Round.State.OPEN or over:
        raise TooLate(round)
    if round.kind != kind or not seats_of(round).filter(pk=seat.pk).exists():
        raise Denied(_("Your seat does not answer in this round."), "consensus.rate")
    return round


def _closed(round, seat):
    round = _share(round)
    if round.state != Round.State.CLOSED or not seats_of(round).filter(pk=seat.pk).exists():
        raise Denied(_("Your seat does not answer in this round."), "consensus.rate")
    return round
