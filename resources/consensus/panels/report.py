"""On the page of a panel: the way to its report."""

from network.access.rules import may
from network.kit.panels import panel


@panel("consensus.panel", place="acts", order=50)
def report(request, of):
    """The report, for whoever may read it."""
    if not may(request.user, "consensus.report", of):
        return None
    return "consensus/parts/report_link.html", {"panel": of}
