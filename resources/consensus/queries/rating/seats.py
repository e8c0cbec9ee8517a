"""Which seats belong to a round, and which of them have answered."""

from django.db.models import Count, Exists, OuterRef, Q

from resources.consensus.keys import seat_key
from resources.consensus.models import Interest, Panellist, Protocol, Rating, Remark, Round, Seat
from resources.consensus.queries.planning import in_force


def seats_of(round):
    """Return the seats that may answer in `round`: who has neither withdrawn nor left before it, and may enter it.

    Where only those enter who answered the round before, that is the last closed round with a smaller number.
    """
    stays = Q(left_after=None) | Q(left_after__gte=round.number)
    rows = Seat.objects.filter(stays, panel=round.panel_id, is_withdrawn=False)
    if round.number > 1 and in_force(round.panel)["entry"] == Protocol.Entry.RESPONDERS:
        earlier = Round.objects.filter(panel=round.panel_id, number__lt=round.number, state=Round.State.CLOSED)
        before = earlier.order_by("-number").first()
        if before is not None:
            rows = rows.filter(_answered(before))
    return rows


def _answered(round):
    """Return the condition on seats that they answered anything in `round`."""
    if round.kind == Round.Kind.RANKING:
        return Exists(round.ballots.filter(seat=OuterRef("pk")))
    if round.kind == Round.Kind.IDEAS:
        return Exists(Remark.objects.filter(round=round, kind=Remark.Kind.IDEA, seat=OuterRef("pk")))
    given = Q(value__isnull=False) | Q(cannot_judge=True)
    return Exists(Rating.objects.filter(given, entry__round=round, seat=OuterRef("pk")))


def progress(round):
    """Return {id of a panellist: (answered, of)} of those who may answer in `round`: for the reminders alone.

    `of` leaves out what somebody does not rate because of interests. A ranking is one answer, so are ideas.
    """
    rows = Panellist.objects.filter(panel=round.panel_id, state=Panellist.State.ACCEPTED).select_related("panel")
    return _progress(round, rows)


def progress_of(round, panellist):
    """Return (answered, of) of one panellist, for their own eyes; (0, 0) for whom the round does not ask."""
    return _progress(round, [panellist]).get(panellist.pk, (0, 0))


def _progress(round, rows):
    keys = {seat_key(row): row.pk for row in rows}
    seats = set(seats_of(round).filter(key__in=keys).values_list("key", flat=True))
    if round.kind == Round.Kind.RATING:
        of = round.entries.count()
        aside = _aside(round, keys.values())
        given = Q(value__isnull=False) | Q(cannot_judge=True)
        answers = Rating.objects.filter(given, entry__round=round, seat__in=seats).order_by()
        answered = dict(answers.values_list("seat").annotate(Count("pk")))
        return {keys[key]: (answered.get(key, 0), of - aside.get(keys[key], 0)) for key in sorted(seats)}
    if round.kind == Round.Kind.RANKING:
        said = set(round.ballots.exclude(order=[]).filter(seat__in=seats).values_list("seat", flat=True))
    else:
        ideas = round.remarks.filter(kind=Remark.Kind.IDEA, seat__in=seats)
        said = set(ideas.values_list("seat", flat=True))
    return {keys[key]: (int(key in said), 1) for key in sorted(seats)}


def _aside(round, panellists):
    """Return {id of a panellist: how many statements of the round they do not rate}."""
    rows = Interest.recused.through.objects.filter(interest__round=round, item__in=round.entries.values("item"))
    rows = rows.filter(interest__panellist__in=list(panellists))
    return dict(rows.order_by().values_list("interest__panellist").annotate(Count("pk")))


def done(round):
    """Return the ids of the panellists who have answered all that `round` asks of them; nobody learns more by name."""
    return {pk for pk, (answered, of) in progress(round).items() if answered >= of}
