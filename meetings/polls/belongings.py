"""What a leaver hands over of polls: those that they ask and that have not ended."""

from django.db.models import Value
from django.utils.translation import gettext_lazy as _

from meetings.polls.actions import hand_over
from meetings.polls.models import TimePoll
from meetings.polls.queries.lists import asked_by
from members.accounts.models import Member
from network.kit.belongings import belongs

GOES_ON = (TimePoll.State.DRAFT, TimePoll.State.OPEN)


@belongs("polls.asked", _("Open time polls"))
def asked(member, city):
    """Polls that somebody asks and that go on: of a city those for it, all others with the home city's things."""
    polls = TimePoll.objects.filter(pk__in=asked_by(member).values("pk"), state__in=GOES_ON)
    number = city.pk if city else None
    polls = polls.filter(city=number) | (polls.filter(city=None) if number == member.home_city_id else polls.none())
    return polls.annotate(leaver=Value(member.pk))


@asked.moves
def move(things, *, to, by):
    """Let the successor ask in their place."""
    for poll in things:
        hand_over(poll, to=to, by=by, instead_of=Member.objects.get(pk=poll.leaver))
