"""The report of a panel: reading it, writing for it, taking it along."""

from resources.consensus.views.report.files import report_data, report_file
from resources.consensus.views.report.reading import report
from resources.consensus.views.report.telling import story

__all__ = ["report", "report_data", "report_file", "story"]
