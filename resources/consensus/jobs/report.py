"""Files of reports, made in the background."""

from network.kit.jobs import daily, job


@job("consensus.report_file", queue="slow", tries=3)
def report_file(payload):
    """Make one file of one report."""
    from resources.consensus.actions.report import make

    make(payload["id"], payload.get("language", ""))


@daily
def forget_report_files():
    """Remove files of reports that nobody asked for in a while."""
    from resources.consensus.actions.report import tidy

    tidy()
