"""Letters to panellists: the invitation, a round that opens, what still waits; each with a link for one person."""

from django.urls import reverse

from network.digests.plugs import leads_to, stands, writes
from resources.consensus.actions.rating.refusals import moment_in_zone
from resources.consensus.activity.planning import PLANNING_INVITED, PLANNING_ROUND_OPENED
from resources.consensus.activity.rating import RATING_ACCEPTED, RATING_DECLINED, RATING_LEFT, RATING_REMINDED
from resources.consensus.keys import seat_key
from resources.consensus.links import to_answer, to_rate
from resources.consensus.models import Panellist, Round
from resources.consensus.queries.planning import in_force, items_asked
from resources.consensus.queries.rating import progress_of, seats_of
from resources.consensus.queries.rating.sheet import minutes_for
from resources.consensus.queries.rating.wording import in_words, title_of


def _row(member, **where):
    return Panellist.objects.filter(member=member, **where).select_related("panel__protocol", "group").first()


@writes(PLANNING_INVITED)
def invitation(activity, member):
    """What it is about, how long it takes, and a link that leads to the question without signing in."""
    row = _row(member, panel=activity.subject_id, state=Panellist.State.INVITED)
    if row is None or row.invited_at is None:
        return None
    held = in_force(row.panel)
    statements = items_asked(row.panel, held=held).count()
    title, language = title_of(row.panel)
    context = {
        "title": title, "title_language": language, "aim": in_words(row.panel, held, "aim"), "statements": statements,
        "rounds": held["rounds"], "minutes": minutes_for(statements), "address": to_answer(row),
        "by": activity.by.called_by(member) if activity.by else "",
    }  # fmt: skip
    return "consensus/mail/invited", context


def _round_for(activity, member):
    """Return (row, round) where the round is open and the member takes part in it, else None."""
    round = Round.objects.filter(pk=activity.detail["round"], state=Round.State.OPEN).first()
    row = _row(member, panel=round.panel_id, state=Panellist.State.ACCEPTED) if round else None
    if row is None:
        return None
    round.panel = row.panel
    if not seats_of(round).filter(key=seat_key(row)).exists():
        return None
    return row, round


@writes(PLANNING_ROUND_OPENED)
def opened(activity, member):
    """How many statements wait, until when, and a link that leads to them without signing in."""
    if not (found := _round_for(activity, member)):
        return None
    row, round = found
    title, language = title_of(row.panel)
    count = round.entries.count()
    context = {
        "title": title, "title_language": language, "round": round, "count": count, "minutes": minutes_for(count),
        "address": to_rate(row, round), "closes": moment_in_zone(round.closes_at),
        "is_reminder": False, "is_rating": round.kind == Round.Kind.RATING,
    }  # fmt: skip
    return "consensus/mail/round", context


@writes(RATING_REMINDED)
def reminder(activity, member):
    """How many are left, as it is now; nothing to whoever has finished meanwhile."""
    if not (found := _round_for(activity, member)):
        return None
    row, round = found
    answered, of = progress_of(round, row)
    if answered >= of:
        return None
    title, language = title_of(row.panel)
    context = {
        "title": title, "title_language": language, "round": round, "count": of - answered,
        "minutes": minutes_for(of - answered), "address": to_rate(row, round),
        "closes": moment_in_zone(round.closes_at), "is_reminder": True, "is_rating": round.kind == Round.Kind.RATING,
    }  # fmt: skip
    return "consensus/mail/round", context


@stands(RATING_REMINDED)
def still_waits(activity):
    """A reminder is no news once the round is over, or the person has finished."""
    round = Round.objects.filter(pk=activity.detail["round"], state=Round.State.OPEN).select_related("panel").first()
    row = _row(activity.names[0], panel=round.panel_id) if round else None
    if row is None:
        return False
    answered, of = progress_of(round, row)
    return answered < of


@leads_to(RATING_REMINDED)
def to_the_round(activity):
    """To the round; who reads it there signs in."""
    return reverse("consensus:round", args=[activity.detail["round"]])


@leads_to(RATING_ACCEPTED)
@leads_to(RATING_DECLINED)
@leads_to(RATING_LEFT)
def to_the_panel(activity):
    """To the overview of the panel."""
    return reverse("consensus:panel", args=[activity.subject_id])
