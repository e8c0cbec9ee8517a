"""What a leaver hands over of papers: those they lead."""

from django.utils.translation import gettext_lazy as _

from network.kit.belongings import belongs
from resources.papers import actions
from resources.papers.access.papers import CLOSED
from resources.papers.models import Paper


@belongs("papers.led", _("Papers that are being written"))
def led(member, city):
    """Papers that somebody leads and that go on: of a city, or of none."""
    mine = Paper.objects.filter(lead=member).exclude(state__in=CLOSED)
    if city is None:
        return mine.filter(cities=None)
    return mine.filter(pk__in=Paper.cities.through.objects.filter(city=city).values("paper_id"))


@led.moves
def move(things, *, to, by):
    """Let the successor lead them; whoever led stays an author."""
    for paper in things:
        actions.hand_over(paper, to=to, by=by)
