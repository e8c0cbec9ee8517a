"""Signed links of mails: whoever has one may do this one thing without signing in."""

from django.conf import settings
from django.urls import reverse

from meetings.introductions.models import Outcome, Request, Side
from network.kit import links

REQUEST, SIDE, OUTCOME = "introductions.request", "introductions.side", "introductions.outcome"
DAYS, OUTCOME_DAYS = 30, 120


def _absolute(name, token):
    return settings.SITE_URL + reverse(f"introductions:{name}", args=[token])


def to_request(request, member):
    """Return the address at which `member` answers this round of a request."""
    return _absolute("request_mail", links.sign(REQUEST, [request.pk, member.pk, request.round]))


def request_of(token):
    """Return (Request, member, whether the link is of its present round), or None for a link that is not ours."""
    told = links.read(REQUEST, token, days=DAYS)
    if not told:
        return None
    pk, member, round = told
    request = Request.objects.select_related("asker", "receiver", "meeting").prefetch_related("slots").filter(pk=pk)
    request = request.first()
    if request is None:
        return None
    person = next((one for one in (request.asker, request.receiver) if one is not None and one.pk == member), None)
    return None if person is None or not person.is_member else (request, person, request.round == round)


def to_side(side):
    """Return the address at which a side answers an introduction."""
    return _absolute("side_mail", links.sign(SIDE, [side.pk, side.member_id]))


def side_of(token):
    """Return the Side of a link, or None."""
    told = links.read(SIDE, token, days=DAYS)
    rows = Side.objects.select_related("introduction__by", "member", "city")
    side = rows.filter(pk=told[0], member=told[1]).first() if told else None
    return side if side is not None and side.member.is_member else None


def to_outcome(outcome):
    """Return the address at which somebody says what came of a meeting."""
    return _absolute("outcome_mail", links.sign(OUTCOME, [outcome.pk, outcome.member_id]))


def outcome_of(token):
    """Return the Outcome of a link, or None."""
    told = links.read(OUTCOME, token, days=OUTCOME_DAYS)
    rows = Outcome.objects.select_related("meeting", "member")
    row = rows.filter(pk=told[0], member=told[1]).first() if told else None
    return row if row is not None and row.member.is_member else None
