"""What the actions on panels share: the locked row, who may see it, who is told."""

from network.kit.audience import PUBLIC
from resources.consensus.models import Panel, Panellist

ON_IT = (Panellist.State.INVITED, Panellist.State.ACCEPTED)


def locked(panel):
    """Return the panel afresh, its row locked until the transaction ends."""
    return Panel.objects.select_for_update(of=("self",)).get(pk=panel.pk)


def audience_of(panel):
    """Return the audience keys of a panel: those who run it or sit on it, and who coordinates the network.

    What was made public once stays public; `results` and `topics` add the key when they publish.
    """
    keys = {f"panel:{panel.pk}", "network"}
    if PUBLIC in panel.audience or panel.state == Panel.State.ADOPTED:
        keys.add(PUBLIC)
    return sorted(keys)


def spread(panel):
    """Let the audience of `panel` hold on its row."""
    panel.audience = audience_of(panel)
    panel.save(update_fields=["audience", "changed_at"])


def among_us(panel):
    """Return the audience of what concerns only those who run a panel or sit on it."""
    return [f"panel:{panel.pk}"]


def who_run(panel, but=None):
    """Return the ids of those who run `panel`, without `but`."""
    return sorted(set(panel.facilitators.values_list("pk", flat=True)) - {getattr(but, "pk", None)})


def who_sit(panel):
    """Return the ids of the members who said yes."""
    rows = panel.panellists.filter(state=Panellist.State.ACCEPTED).exclude(member=None)
    return sorted(rows.values_list("member_id", flat=True))


def home_of(member):
    """Return the slug of a member's home city, or ""."""
    return member.home_city.slug if member is not None and member.home_city_id else ""
