"""On the page of a panel: what became of it, and the ways on from there."""

from network.access.rules import may
from network.kit.panels import panel
from resources.consensus.models import Panel


@panel("consensus.panel", place="acts", order=10)
def onward(request, of):
    """Adopting what was agreed, for whoever may; the page that it went to; the report."""
    is_over = of.state == Panel.State.ENDED
    may_adopt = is_over and may(request.user, "consensus.run", of) and may(request.user, "consensus.curate", of.topic)
    topic = of.topic if of.state == Panel.State.ADOPTED and of.topic and of.topic.published_at else None
    reads = may(request.user, "consensus.report", of)
    if not (may_adopt or topic or reads):
        return None
    about = {"panel": of, "may_adopt": may_adopt, "topic": topic, "reads": reads}
    return "consensus/parts/report_link.html", about
