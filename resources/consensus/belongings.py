"""What a leaver hands over of consensus: panels that they run."""

from django.db.models import Value
from django.utils.translation import gettext_lazy as _

from members.accounts.models import Member
from members.accounts.queries import network_coordinators
from network.access.rules import Denied
from network.kit.belongings import belongs
from resources.consensus.actions.planning.running import ENDED, hand_over
from resources.consensus.models import Panel


@belongs("consensus.run", _("Panels of consensus"))
def run(member, city):
    """Panels that somebody runs and that go on. A panel is of no city: it goes along with the home city's things."""
    if (city.pk if city else None) != member.home_city_id:
        return Panel.objects.none()
    panels = Panel.objects.filter(pk__in=member.panels_run.values("pk")).exclude(state__in=ENDED)
    return panels.annotate(leaver=Value(member.pk))


@run.moves
def move(things, *, to, by):
    """Let the successor run them; where the successor rates in one, somebody who coordinates the network runs it."""
    for panel in things:
        leaver = Member.objects.get(pk=panel.leaver)
        for heir in (to, *network_coordinators().exclude(pk__in=[to.pk, leaver.pk])):
            try:
                hand_over(panel, to=heir, by=by, instead_of=leaver)
            except Denied:
                continue
            break
